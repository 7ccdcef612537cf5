"""Builds the parser from the table of commands, with help and refusals in the user's language. Opens nothing."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from desktopcrm import __version__, logs
from desktopcrm.cli import (
    classify,
    course,
    describing,
    documents,
    exchange,
    flags,
    lock_setup,
    log,
    privacy,
    questions,
    reading,
    rules,
    safety,
    steps,
    today,
    visits,
    writing,
)
from desktopcrm.cli.folder_context import FolderCommand
from desktopcrm.texts import LANGUAGES, Translate

GROUPS = (
    reading,
    writing,
    privacy,
    course,
    classify,
    exchange,
    documents,
    flags,
    questions,
    log,
    today,
    visits,
    rules,
    steps,
    safety,
    describing,
    lock_setup,
)

_SAID = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "cli.wrong_missing"),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), "cli.wrong_unknown"),
    (re.compile(r"argument (?P<name>\S+): invalid choice: (?P<value>.+?) \(choose from (?P<allowed>.+)\)"), "cli.wrong_choice"),
    (re.compile(r"argument (?P<name>.+): expected .*argument.*"), "cli.wrong_no_value"),
    (re.compile(r"one of the arguments (?P<names>.+) is required"), "cli.wrong_missing"),
)  # fmt: skip


class WrongUsage(Exception):
    """One line that says what is wrong, and the usage."""


class Parser(argparse.ArgumentParser):
    """Refuses by raising; speaks the user's language."""

    tr: Translate

    def error(self, message: str) -> NoReturn:
        said = message
        for pattern, key in _SAID:
            found = pattern.fullmatch(message)
            if found:
                said = self.tr(key, **found.groupdict())
                break
        raise WrongUsage(f"DesktopCRM: {said}\n{self.format_usage().strip()}")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", self.tr("cli.usage"), 1)

    def format_help(self) -> str:
        text = super().format_help()
        for word, key in (
            ("usage:", "cli.usage"),
            ("options:", "cli.options"),
            ("positional arguments:", "cli.words"),
        ):
            text = text.replace(word, self.tr(key), 1)
        return text


def build(tr: Translate) -> argparse.ArgumentParser:
    """The whole command line."""

    class Speaking(Parser):
        pass

    Speaking.tr = staticmethod(tr)
    parser = Speaking(
        prog="main.py",
        description=tr("cli.about"),
        epilog=tr("cli.epilog"),
        add_help=False,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _everywhere(parser, tr, first=True)
    parser.add_argument(
        "--version", action="version", version=f"DesktopCRM {__version__}", help=tr("cli.help_version")
    )
    commands = parser.add_subparsers(
        metavar="COMMAND", title=tr("cli.commands"), required=True, dest="COMMAND"
    )
    for command in (one for group in GROUPS for one in group.COMMANDS):
        text = tr(command.help)
        sub = commands.add_parser(
            command.name, help=text, description=text, add_help=False, allow_abbrev=False
        )
        command.arguments(sub, tr)
        _everywhere(sub, tr, first=False)
        sub.set_defaults(run=command.run, closed=isinstance(command, FolderCommand))
    return parser


def _everywhere(parser: argparse.ArgumentParser, tr: Translate, first: bool) -> None:
    """Options that stand before or behind the command."""
    missing = None if first else argparse.SUPPRESS
    parser.add_argument("-h", "--help", action="help", help=tr("cli.help_help"))
    parser.add_argument("--data", metavar="DIR", default=missing, help=tr("cli.help_data"))
    parser.add_argument(
        "--read-only",
        action="store_true",
        default=False if first else argparse.SUPPRESS,
        help=tr("cli.help_read_only"),
    )
    parser.add_argument(
        "--passphrase-stdin",
        action="store_true",
        default=False if first else argparse.SUPPRESS,
        help=tr("cli.help_passphrase_stdin"),
    )
    parser.add_argument(
        "--log-level", choices=logs.LEVELS, default=missing, help=tr("cli.help_log_level"), dest="log_level"
    )
    parser.add_argument(
        "--ui-lang", choices=LANGUAGES, default=missing, help=tr("cli.help_ui_lang"), dest="ui_lang"
    )


def names() -> Iterable[str]:
    """All command names."""
    return (one.name for group in GROUPS for one in group.COMMANDS)
