"""From arguments to an exit code: 0 done, 1 refused (one line on stderr), 2 wrong usage, 3 a bug. Knows no command."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from argparse import ArgumentParser, Namespace
from functools import cache
from pathlib import Path

from desktopcrm import logs, paths
from desktopcrm.cli.context import Context
from desktopcrm.cli.folder_context import FolderContext
from desktopcrm.cli.parser import WrongUsage, build
from desktopcrm.cli.unlocking import Secrets, complete, key_of
from desktopcrm.errors import UserError
from desktopcrm.plain import plain
from desktopcrm.preferences import Preferences, system_language
from desktopcrm.texts import LANGUAGES, Texts

INTERRUPTED = 130
BUG = 3


def main(argv: list[str]) -> int:
    """Run one command."""
    _speak_utf8()
    try:
        code = _guarded(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if not _has_no_reader(error):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    finally:
        logs.end()
    return code


def _guarded(argv: list[str]) -> int:
    """A bug gives its report, which holds nothing of the user's; a developer gets all of it with --log-level debug."""
    try:
        return _run(argv)
    except (KeyboardInterrupt, SystemExit):
        raise
    except Exception as bug:
        if _has_no_reader(bug):
            raise
        report = logs.crash(bug)
        if _early(argv, "--log-level") == "debug":
            raise
        texts, lang = Texts.load(), _language(_early(argv, "--ui-lang"), None)
        _complain(texts.t("cli.bug", lang))
        sys.stderr.write(f"{report}\n")
        return BUG


def _has_no_reader(error: Exception) -> bool:
    """Who read our words (head, less) went away: nothing is wrong. Windows calls it an argument that makes no sense."""
    if isinstance(error, BrokenPipeError):
        return True
    said = error.errno if isinstance(error, OSError) and error.filename is None else None
    return sys.platform == "win32" and said == errno.EINVAL and getattr(error, "winerror", None) is None


def _run(argv: list[str]) -> int:
    texts = Texts.load()
    if unreadable := _unreadable(argv):
        lang = _language(_early(argv, "--ui-lang"), None)
        _complain(texts.t("errors.argument_unreadable", lang, number=unreadable))
        return 1
    folder = paths.data_folder(_early(argv, "--data"))
    lang = _language(_early(argv, "--ui-lang"), folder)
    try:
        args = _parser(lang).parse_args(argv)
    except WrongUsage as wrong:
        sys.stderr.write(f"{plain(str(wrong))}\n")
        return 2
    if not args.read_only:
        logs.begin(folder, args.log_level or Preferences(folder / "preferences.json").text("log.level"))
    logs.info("command.begin")
    try:
        code = _carried_out(args, folder, lang)
        logs.info("command.end", code=code)
        return code
    except UserError as error:
        logs.refusal(error)
        _complain(texts.of_error(error, lang))
        return 1


@cache
def _parser(lang: str) -> ArgumentParser:
    """Made once a process: many commands may run in one."""
    return build(Texts.load().bind(lang))


def _unreadable(argv: list[str]) -> int:
    """Number of the first argument that is no text: bytes that are no UTF-8, or a zero, which ends a name."""
    for number, word in enumerate(argv, 1):
        if "\0" in word or any("\ud800" <= char <= "\udfff" for char in word):
            return number
    return 0


def _carried_out(args: Namespace, folder: Path, lang: str) -> int:
    secrets = Secrets.of(args, Texts.load().bind(lang))
    if args.closed and args.read_only:
        raise UserError("errors.read_only_mode")
    if args.closed:
        return int(args.run(FolderContext(folder, lang, secrets), args) or 0)
    from desktopcrm.app import App

    key = key_of(folder, secrets)
    app = App.open(folder, key, args.read_only)
    try:
        if not args.read_only:
            complete(folder, key)
        app.preferences.use("language", lang)
        return int(args.run(Context(app, lang), args) or 0)
    except UserError:
        raise
    except Exception as error:
        said = app.store.damage(error)
        if said is None:
            raise
        raise said from error
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


def _language(wanted: str | None, folder: Path | None) -> str:
    if wanted in LANGUAGES:
        return wanted
    return system_language() if folder is None else Preferences(folder / "preferences.json").language


def _complain(sentence: str) -> None:
    sys.stderr.write(" ".join(plain(f"DesktopCRM: {sentence}").split()) + "\n")


def _speak_utf8() -> None:
    """Both languages on every console; what a console cannot show becomes a question mark. Without one (pythonw, a task
    of the system) the words go nowhere.
    """
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO())
    sys.stderr = sys.stderr or io.TextIOWrapper(io.BytesIO())
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
