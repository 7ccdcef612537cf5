"""`lock-setup`: switch encryption on and off, change passphrase, recovery key and data key, use the keyring."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktopcrm.cli import unlocking
from desktopcrm.cli.folder_context import FolderCommand, FolderContext
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from desktopcrm.services.encryption import RecoveryKey, SealWish
from desktopcrm.texts import Translate

ACTIONS = ("status", "on", "off", "change", "recovery", "rekey", "keyring")
TRIES = 3


def _arguments(parser: ArgumentParser, tr: Translate) -> None:
    parser.add_argument("action", metavar="ACTION", choices=ACTIONS, help=tr("cli.help_lock_action"))
    parser.add_argument("state", nargs="?", choices=("on", "off"), help=tr("cli.help_lock_state"))
    parser.add_argument("--sheet", metavar="FILE", help=tr("cli.help_lock_sheet"))
    parser.add_argument("--keyring", action="store_true", help=tr("cli.help_lock_keyring"))
    parser.add_argument("--recovery", action="store_true", help=tr("cli.help_lock_recovery"))
    parser.add_argument("--json", action="store_true", help=tr("cli.help_json"))


def lock_setup(context: FolderContext, args: Namespace) -> int:
    """One action."""
    if (args.action == "keyring") != (args.state is not None):
        raise UserError("errors.lock_state")
    {
        "status": _status,
        "on": _on,
        "off": _off,
        "change": _change,
        "recovery": _recovery,
        "rekey": _rekey,
        "keyring": _keyring,
    }[args.action](context, args)
    return 0


def _status(context: FolderContext, args: Namespace) -> None:
    found = encryption.state(context.folder)
    if args.json:
        names = ("is_sealed", "has_keyring", "keyring_name", "made_on", "passphrase_on", "recovery_on")
        context.say_json(
            {**{one: getattr(found, one) for one in names}, "plain_left": list(found.plain_left)}
        )
        return
    tr = context.tr
    if not found.is_sealed:
        context.say(tr("encryption.is_off"))
        return
    context.say(tr("encryption.is_on", made_on=found.made_on))
    context.say(tr("encryption.passphrase_since", day=found.passphrase_on))
    context.say(tr("encryption.recovery_since", day=found.recovery_on))
    if found.has_keyring:
        context.say(tr("encryption.keyring_on", name=found.keyring_name or "–"))
    else:
        context.say(tr("encryption.keyring_off"))
    for name in found.plain_left:
        context.warn(tr("encryption.plain_left", file=name))


def _on(context: FolderContext, args: Namespace) -> None:
    if encryption.is_sealed(context.folder):
        raise UserError("errors.already_sealed", file=str(context.folder))
    encryption.check_possible(context.folder)
    passphrase = _new_passphrase(context)
    with _new_recovery(context, args) as recovery:
        wish = SealWish(passphrase, recovery, args.keyring)
        encryption.seal(context.folder, wish, context.step)
    context.say(context.tr("encryption.done_on"))
    _told_keyring(context, args)


def _off(context: FolderContext, args: Namespace) -> None:
    encryption.unseal(context.folder, _unlocked(context, args)[0], context.step)
    context.say(context.tr("encryption.done_off"))


def _change(context: FolderContext, args: Namespace) -> None:
    key, _ = _unlocked(context, args)
    encryption.set_passphrase(context.folder, key, _new_passphrase(context))
    context.say(context.tr("encryption.done_change"))


def _recovery(context: FolderContext, args: Namespace) -> None:
    key, _ = _unlocked(context, args)
    with _new_recovery(context, args) as recovery:
        encryption.set_recovery(context.folder, key, recovery)
    context.say(context.tr("encryption.done_recovery"))


def _rekey(context: FolderContext, args: Namespace) -> None:
    key, passphrase = _unlocked(context, args)
    encryption.check_possible(context.folder, key)
    passphrase = passphrase or _new_passphrase(context)
    wanted = args.keyring or encryption.state(context.folder, with_keyring=False).has_keyring
    with _new_recovery(context, args) as recovery:
        wish = SealWish(passphrase, recovery, wanted)
        encryption.change_data_key(context.folder, key, wish, context.step)
    context.say(context.tr("encryption.done_rekey"))
    _told_keyring(context, args)


def _keyring(context: FolderContext, args: Namespace) -> None:
    key, _ = _unlocked(context, args)
    encryption.set_keyring(context.folder, key, args.state == "on")
    context.say(context.tr(f"encryption.done_keyring_{args.state}"))


def _unlocked(context: FolderContext, args: Namespace) -> tuple[bytes, str]:
    """The key, and the passphrase where it was that: whoever changes the lock shows that he may."""
    if not encryption.is_sealed(context.folder):
        raise UserError("errors.not_sealed", folder=str(context.folder))
    if args.recovery:
        return encryption.unlock_with_recovery(
            context.folder, context.secrets.ask("encryption.ask_recovery")
        ), ""
    return unlocking.asked_key(context.folder, context.secrets)


def _new_passphrase(context: FolderContext) -> str:
    passphrase = context.secrets.ask_new()
    encryption.require_passphrase(passphrase)
    return passphrase


@contextmanager
def _new_recovery(context: FolderContext, args: Namespace) -> Iterator[RecoveryKey]:
    """A recovery key that the user has, for the work that makes it hold; where that is refused it is said to be void."""
    recovery = encryption.new_recovery_key()
    if args.sheet:
        _write_sheet(context, recovery, Path(args.sheet))
    try:
        _show(context, recovery, is_written=bool(args.sheet))
        yield recovery
    except BaseException:
        if encryption.is_void(context.folder, recovery):
            context.warn(context.tr("encryption.key_void"))
        raise


def _show(context: FolderContext, recovery: RecoveryKey, is_written: bool) -> None:
    """Shown and typed again on a terminal, else printed or written."""
    if not is_written or context.secrets.is_dialogue:
        context.say(context.tr("encryption.recovery_shown"))
        context.say(f"    {recovery.shown}")
        sys.stdout.flush()
    if context.secrets.is_dialogue:
        for number in recovery.asked:
            _confirm(context, recovery, number)


def _confirm(context: FolderContext, recovery: RecoveryKey, number: int) -> None:
    for _ in range(TRIES):
        if recovery.confirms(number, context.secrets.ask("encryption.ask_group", number=number)):
            return
    raise UserError("errors.recovery_not_confirmed")


def _write_sheet(context: FolderContext, recovery: RecoveryKey, file: Path) -> None:
    from desktopcrm.services.recovery_sheet import save

    database = encryption.database_name(context.folder)
    written = save(file, recovery, database, context.lang)
    context.say(context.tr("encryption.sheet_written", file=str(written)))


def _told_keyring(context: FolderContext, args: Namespace) -> None:
    if args.keyring and not encryption.state(context.folder, with_keyring=False).has_keyring:
        context.warn(context.tr("errors.keyring_refused"))


COMMANDS = (FolderCommand("lock-setup", "cli.about_lock_setup", _arguments, lock_setup),)
