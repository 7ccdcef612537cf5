"""From arguments to an exit code: 0 done, 1 refused (one line on stderr), 2 wrong usage. Knows no command."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from desktopcrm import paths
from desktopcrm.cli.context import Context
from desktopcrm.cli.parser import WrongUsage, build
from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.texts import LANGUAGES, Texts

INTERRUPTED = 130


def main(argv: list[str]) -> int:
    """Run one command."""
    _speak_utf8()
    try:
        code = _run(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader (head, less) went away: nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _run(argv: list[str]) -> int:
    texts = Texts.load()
    folder = paths.data_folder(_early(argv, "--data"))
    lang = _language(_early(argv, "--ui-lang"), folder)
    try:
        args = build(texts.bind(lang)).parse_args(argv)
    except WrongUsage as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    try:
        return _with_app(args.run, args, folder, lang)
    except UserError as error:
        _complain(texts.of_error(error, lang))
        return 1


def _with_app(run: object, args: object, folder: Path, lang: str) -> int:
    from desktopcrm.app import App

    app = App.open(folder)
    try:
        app.preferences.use("language", lang)
        context = Context(app, lang)
        code = run(context, args) if callable(run) else 0
        return int(code or 0)
    finally:
        app.close()


def _early(argv: list[str], name: str) -> str | None:
    """An option that is needed before anything can be said: the data folder, the language."""
    for number, word in enumerate(argv):
        if word == "--":
            return None
        if word == name and number + 1 < len(argv):
            return argv[number + 1]
        if word.startswith(f"{name}="):
            return word.removeprefix(f"{name}=")
    return None


def _language(wanted: str | None, folder: Path) -> str:
    return wanted if wanted in LANGUAGES else Preferences(folder / "preferences.json").language


def _complain(sentence: str) -> None:
    sys.stderr.write(" ".join(f"DesktopCRM: {sentence}".split()) + "\n")


def _speak_utf8() -> None:
    """Both languages on every console; what a console cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
