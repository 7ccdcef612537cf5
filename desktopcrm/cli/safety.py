"""`backup`, `backups`, `restore`, `salvage`: copies of the data, looked into and brought back, also without a database."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.cli.command import Command, json_option
from desktopcrm.cli.context import Context
from desktopcrm.cli.folder_context import FolderCommand, FolderContext
from desktopcrm.errors import UserError
from desktopcrm.services import encryption, opening
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backup_types import Backup
from desktopcrm.services.backup_words import content_words, reason_words, size_words
from desktopcrm.services.backups import AccountChange
from desktopcrm.services.recovery import Recovery
from desktopcrm.services.restore_words import RestoreWords
from desktopcrm.services.salvage_words import salvage_words
from desktopcrm.texts import Translate

OFF = "off"
SHOWN = 12
"""Differences that are listed for an account; JSON has more."""


def _backup_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help=tr("cli.help_backup_file"))
    parser.add_argument("--second", metavar="DIR", help=tr("cli.help_backup_second"))
    json_option(parser, tr)


def backup(context: Context, args: Namespace) -> None:
    """A verified backup now, in the data folder or in a file; or the second place set."""
    backups = context.app.backups
    if args.second is not None:
        place = backups.set_second_place(None if args.second == OFF else Path(args.second))
        if args.json:
            context.say_json({"second": None if place.folder is None else str(place.folder)})
            return
        key = "cli.second_off" if place.folder is None else "cli.second_set"
        context.say(context.tr(key, folder=str(place.folder)))
        return
    if args.file:
        file = Path(args.file).expanduser().absolute()
        backups.save_copy(file)
        if args.json:
            context.say_json({"file": str(file)})
        else:
            context.say(context.tr("cli.written", file=str(file)))
        return
    made = backups.make("hand")
    if args.json:
        context.say_json(_row(made, {}))
    else:
        context.say(context.tr("cli.backup_made", seq=made.seq, file=str(made.file)))
    place = backups.second_place()
    if place.state == "away":
        context.warn(context.tr("cli.second_away", folder=str(place.folder)))
    if place.said is not None:
        context.warn(context.app.texts.of_error(place.said, context.lang))


def _backups_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("--check", action="store_true", help=tr("cli.help_backups_check"))
    json_option(parser, tr)


def backups(context: FolderContext, args: Namespace) -> int:
    """All of them, newest first; the database is not opened. 1 where one was checked and is not good."""
    shelf = encryption.shelf_of(context.folder, context.key()) if args.check else Shelf(context.folder)
    found = shelf.list()
    states: dict[Path, str] = {one.file: shelf.check(one) for one in found} if args.check else {}
    if args.json:
        context.say_json([_row(one, states) for one in found])
    else:
        for one in found:
            context.say(_line(context, one, states))
        if not found:
            context.say(context.tr("safety.no_backups"))
    return 1 if set(states.values()) - {"good"} else 0


def _row(one: Backup, states: dict[Path, str]) -> dict[str, object]:
    row: dict[str, object] = {
        "seq": one.seq,
        "file": str(one.file),
        "made_at": one.made_at.isoformat(),
        "reason": one.reason,
        "size": one.size,
        "accounts": one.accounts,
        "records": one.counts.get("record", 0),
        "facts": one.counts.get("fact", 0),
        "encrypted": one.is_sealed,
        "second": one.second,
    }
    return row | ({"state": states[one.file]} if states else {})


def _line(context: FolderContext, one: Backup, states: dict[Path, str]) -> str:
    tr = context.tr
    parts = [
        f"{one.seq:>6}",
        moment(one.made_at),
        f"{size_words(one.size):>7}",
        content_words(tr, one),
        reason_words(tr, one.reason),
        *([tr("cli.backup_sealed")] if one.is_sealed else []),
        *([tr("cli.backup_second")] if one.second else []),
        *([tr(f"cli.backup_{states[one.file]}")] if states else []),
    ]
    return "  ".join(parts)


def moment(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _restore_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("which", metavar="FILE|NUMBER", help=tr("cli.help_restore_which"))
    parser.add_argument("--preview", action="store_true", help=tr("cli.help_restore_preview"))
    json_option(parser, tr)


def restore(context: FolderContext, args: Namespace) -> None:
    """Let the data be as a backup has them; into the database where it opens, in its place where it does not."""
    key = context.key()
    try:
        app = App.open(context.folder, key)
    except UserError as error:
        if opening.RECOVER not in opening.ways_out(error) or args.preview:
            raise
        _replace(context, key, args.which)
        return
    try:
        _restore(context, app, args)
    finally:
        app.close()


def _restore(context: FolderContext, app: App, args: Namespace) -> None:
    wanted = _wanted(args.which, app.backups.list()) or app.backups.from_file(_file(args.which))
    if args.preview:
        _show(context, app, wanted, as_json=args.json)
        return
    before = app.backups.restore(wanted, context.step)
    if args.json:
        context.say_json({"restored": str(wanted.file), "undo": before.seq})
        return
    context.say(context.tr("cli.restored_backup", at=moment(wanted.made_at), seq=before.seq))


def _replace(context: FolderContext, key: bytes | None, which: str) -> None:
    """The database cannot be opened: put the backup in its place, the database aside."""
    found = Recovery(context.folder, key)
    wanted = _wanted(which, found.backups())
    if wanted is None:
        wanted = found.from_file(_file(which))
    aside = found.restore(wanted, context.step)
    context.say(context.tr("cli.replaced", at=moment(wanted.made_at)))
    if aside is not None:
        context.say(context.tr("cli.put_aside", file=str(aside)))


def _wanted(which: str, found: tuple[Backup, ...]) -> Backup | None:
    """The backup that a number means; `None` where it is a file."""
    if not which.strip().isdecimal():
        return None
    for one in found:
        if one.seq == int(which):
            return one
    raise UserError("errors.backup_unknown", text=which)


def _file(which: str) -> Path:
    return Path(which).expanduser().absolute()


def _show(context: FolderContext, app: App, wanted: Backup, as_json: bool) -> None:
    preview = app.backups.preview(wanted, context.step)
    if as_json:
        rows = [_change(one) for one in preview.accounts]
        context.say_json({"accounts": rows, "definitions": preview.definitions, "erased": preview.erased})
        return
    words = RestoreWords(context.tr, app.desk.catalogue, app.desk.scope(None, context.lang), preview)
    at, holds = moment(wanted.made_at), content_words(context.tr, wanted)
    context.say(context.tr("cli.preview_head", at=at, holds=holds))
    for line in words.summary():
        context.say(line)
    for one in preview.accounts:
        parts = (words.state(one), *(said for _, said in words.counts(one)))
        said = " · ".join(part for part in parts if part)
        context.say(context.tr("cli.preview_account", name=words.name(one), said=said))
        for sentence in words.sentences(one, SHOWN):
            context.say(f"  {sentence}")


def _change(one: AccountChange) -> dict[str, object]:
    state = "back" if one.is_back else "lost" if one.is_lost else "changed"
    return {
        "account": one.name,
        "state": state,
        "back": one.back,
        "lost": one.lost,
        "changed": one.changed,
        "differences": one.told,
        "examples": [asdict(example) for example in one.examples],
    }


def _salvage_arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("--adopt", action="store_true", help=tr("cli.help_salvage_adopt"))
    json_option(parser, tr)


def salvage(context: FolderContext, args: Namespace) -> None:
    """Read what can be read of a damaged database into a new file; `--adopt` lets it take the place."""
    key = context.key()
    found = Recovery(context.folder, key)
    report = found.salvage()
    aside = found.adopt(report) if args.adopt else None
    if args.json:
        file = found.database if args.adopt else report.file
        brought = {"filled": report.filled, "pieced": report.pieced, "nameless": report.nameless}
        lost = {"lost": report.lost, "pages_lost": report.pages_lost, "pages": report.pages}
        context.say_json({"file": str(file), "rows": report.rows, **brought, **lost})
        return
    for line in salvage_words(context.tr, report, found.shelf.newest_good()):
        context.say(line)
    if aside is not None:
        context.say(context.tr("cli.put_aside", file=str(aside)))
    elif not args.adopt:
        context.say(context.tr("cli.written", file=str(report.file)))


COMMANDS = (
    Command("backup", "cli.about_backup", _backup_arguments, backup),
    FolderCommand("backups", "cli.about_backups", _backups_arguments, backups),
    FolderCommand("restore", "cli.about_restore", _restore_arguments, restore),
    FolderCommand("salvage", "cli.about_salvage", _salvage_arguments, salvage),
)
