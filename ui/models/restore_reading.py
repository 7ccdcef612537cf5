"""What a restore would change, as the page shows it: the accounts with chips, and examples of each, covered if need be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktopcrm.services.backups import AccountChange, Preview
from desktopcrm.services.restore_words import RestoreWords
from ui.blur import blur
from ui.context import Context
from ui.theme import Tone

FIRST = 8
"""Examples that an account shows before one asks for more."""
TONES = {"back": Tone.GOOD, "lost": Tone.BAD, "changed": Tone.WARN}


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One account: its name, chips (words, tone), and sentences; `all_told`: the sentences where one asks for more."""

    name: str
    chips: tuple[tuple[str, Tone], ...]
    examples: tuple[str, ...]
    all_told: tuple[str, ...] = ()


class RestoreReading:
    """`changes()` for the list, `summary()` for the line above it."""

    def __init__(self, context: Context, preview: Preview) -> None:
        self._preview = preview
        desk = context.app.desk
        scope = replace(desk.scope(None, context.lang), covered=blur().on)
        self._words = RestoreWords(context.tr, desk.catalogue, scope, preview)

    def summary(self) -> tuple[str, ...]:
        """What would be different altogether."""
        return self._words.summary()

    def changes(self) -> tuple[ChangeWords, ...]:
        """Account by account."""
        return tuple(self._account(one) for one in self._preview.accounts)

    def _account(self, change: AccountChange) -> ChangeWords:
        words = self._words
        chips = [(said, TONES[effect]) for effect, said in words.counts(change)]
        state = words.state(change)
        if state:
            chips.insert(0, (state, Tone.GOOD if change.is_back else Tone.BAD))
        first, every = words.sentences(change, FIRST), words.sentences(change, len(change.examples))
        return ChangeWords(words.name(change), tuple(chips), first, every if len(every) > len(first) else ())
