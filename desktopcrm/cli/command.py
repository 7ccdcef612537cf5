"""What a command is: a name, its arguments, and what it runs. Knows no command."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from desktopcrm.cli.context import Context
from desktopcrm.texts import Translate

Arguments = Callable[[ArgumentParser, Translate], None]
Run = Callable[[Context, Namespace], int | None]


@dataclass(frozen=True, slots=True)
class Command:
    """`help`: text key of the sentence behind the name."""

    name: str
    help: str
    arguments: Arguments
    run: Run


def account_argument(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help=tr("cli.help_account"))


def json_option(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("--json", action="store_true", help=tr("cli.help_json"))


def day_option(parser: ArgumentParser, tr: Translate) -> None:
    """`--day DAY`: as it stood on a past day, as it will stand on one to come; read it with `context.day`."""
    parser.add_argument("--day", metavar="DAY", help=tr("cli.help_day"))


def nothing(parser: ArgumentParser, tr: Translate) -> None:
    """A command without arguments."""
    del parser, tr
