"""Encryption of a data folder as a person knows it; what windows and commands use of it, in one place.

Works on the folder, never on an open application: what writes the database anew wants it closed.
"""

from __future__ import annotations

from desktopcrm.domain.recovery_key import RecoveryKey
from desktopcrm.services.passphrases import Strength, strength
from desktopcrm.services.passphrases import require as require_passphrase
from desktopcrm.services.sealing import (
    change_data_key,
    database_name,
    database_name_in,
    finish,
    seal,
    unfinished,
    unseal,
)
from desktopcrm.services.sealing_check import check_possible, is_void
from desktopcrm.services.unlocking import (
    SealState,
    SealWish,
    is_locked,
    is_sealed,
    keys,
    new_recovery_key,
    plain_left,
    set_keyring,
    set_passphrase,
    set_recovery,
    shelf_of,
    state,
    unlock,
    unlock_with_keyring,
    unlock_with_recovery,
    wait_left,
)

__all__ = [
    "RecoveryKey",
    "SealState",
    "SealWish",
    "Strength",
    "change_data_key",
    "check_possible",
    "database_name",
    "database_name_in",
    "finish",
    "is_locked",
    "is_sealed",
    "is_void",
    "keys",
    "new_recovery_key",
    "plain_left",
    "require_passphrase",
    "seal",
    "set_keyring",
    "set_passphrase",
    "set_recovery",
    "shelf_of",
    "state",
    "strength",
    "unfinished",
    "unlock",
    "unlock_with_keyring",
    "unlock_with_recovery",
    "unseal",
    "wait_left",
]
