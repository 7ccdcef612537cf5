"""What a restore would change, in words: the accounts with how much, and examples of each. Knows catalogue, no page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktopcrm.domain import fieldtypes
from desktopcrm.services.backups import AccountChange, Example, Preview
from ui.blur import blur
from ui.context import Context
from ui.theme import Tone

LONGEST = 60
WHAT_CHANGES = {
    (True, False): "safety.accounts_changed",
    (True, True): "safety.accounts_and_shared_changed",
    (False, True): "safety.shared_changed",
}
"""Whether accounts change, whether what belongs to none of them does → words."""


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One account: its name, chips (words, tone), and sentences."""

    name: str
    chips: tuple[tuple[str, Tone], ...]
    examples: tuple[str, ...]


class RestoreReading:
    """`changes()` for the list, `summary()` for the line above it."""

    def __init__(self, context: Context, preview: Preview) -> None:
        self._tr, self._lang = context.tr, context.lang
        self._preview = preview
        self._catalogue = context.app.desk.catalogue
        self._scope = replace(context.app.desk.scope(None, context.lang), covered=blur().on)

    def summary(self) -> tuple[str, ...]:
        """What would be different altogether."""
        tr, preview = self._tr, self._preview
        if preview.is_same:
            return (tr("safety.same"), *self._erased())
        accounts = sum(bool(one.uid) for one in preview.accounts)
        shared = accounts < len(preview.accounts)
        lines = [tr(WHAT_CHANGES[bool(accounts), shared], n=accounts)] if preview.accounts else []
        if preview.definitions:
            lines.append(tr("safety.definitions_changed", n=preview.definitions))
        return (*lines, *self._erased())

    def changes(self) -> tuple[ChangeWords, ...]:
        """Account by account."""
        return tuple(self._account(one) for one in self._preview.accounts)

    def _erased(self) -> tuple[str, ...]:
        count = self._preview.erased
        return (self._tr("safety.stay_erased", n=count),) if count else ()

    def _account(self, change: AccountChange) -> ChangeWords:
        tr = self._tr
        chips: list[tuple[str, Tone]] = []
        if change.is_back:
            chips.append((tr("safety.account_back"), Tone.GOOD))
        elif change.is_lost:
            chips.append((tr("safety.account_lost"), Tone.BAD))
        for count, key, tone in (
            (change.back, "safety.n_back", Tone.GOOD),
            (change.lost, "safety.n_lost", Tone.BAD),
            (change.changed, "safety.n_changed", Tone.WARN),
        ):
            if count:
                chips.append((tr(key, n=count), tone))
        name = change.name or tr("safety.no_account")
        shown = [one for one in change.examples if (one.what, one.kind) != ("record", "account")]
        sentences = tuple(map(self.sentence, shown))
        rest = change.back + change.lost + change.changed - len(change.examples)
        if rest > 0 and sentences:
            sentences += (tr("safety.more_entries", n=rest),)
        return ChangeWords(name, tuple(chips), sentences)

    def sentence(self, example: Example) -> str:
        """One example: “Chase · Title: CKO, now CIO”."""
        tr = self._tr
        where = self._record(example)
        if example.what != "fact":
            words = tr(f"safety.example_{example.what}", name=where)
            return tr(f"safety.example_{example.effect}", what=words)
        field = self._catalogue.find(example.kind, example.field)
        label = field.label[self._lang] if field else example.field
        then, now = (self._value(example, one) for one in (example.then, example.now))
        if example.effect == "changed":
            return tr("safety.example_fact_changed", name=where, field=label, then=then, now=now)
        value = then if example.effect == "back" else now
        words = tr("safety.example_fact", name=where, field=label, value=value)
        return tr(f"safety.example_{example.effect}", what=words)

    def _record(self, example: Example) -> str:
        kind = self._catalogue.kinds.get(example.kind)
        label = kind.label[self._lang] if kind else ""
        if not example.record:
            return label
        name = clipped(example.record)
        if example.kind in ("account", "") or not label:
            return name
        return self._tr("safety.example_of_kind", kind=label, name=name)

    def _value(self, example: Example, value: str) -> str:
        field = self._catalogue.find(example.kind, example.field)
        shown = fieldtypes.show(field, value, self._scope) if field and value else value
        line = " ".join(shown.split())
        if not line:
            return self._tr("safety.nothing_known")
        return clipped(line)


def clipped(line: str) -> str:
    """No longer than an example may be."""
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
