"""What a restore would change, in words: for the page and for the command line alike. Knows catalogue, no page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktopcrm.domain import fieldtypes, numbers
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.fieldtypes import Named, Scope
from desktopcrm.services.backup_preview import AccountChange, Example, Preview
from desktopcrm.texts import Translate

LONGEST = 60
BEFORE = 18
"""Signs that two long texts have in common and that are shown before they part."""
TELLING_NAMES = frozenset({"note", "need", "key_point", "activity", "decision"})
"""Kinds of records whose very names may be private: covered, they tell of nobody."""
WHAT_CHANGES = {
    (True, False): "safety.accounts_changed",
    (True, True): "safety.accounts_and_shared_changed",
    (False, True): "safety.shared_changed",
}
"""Whether accounts change, whether what belongs to none of them does → words."""


class RestoreWords:
    """`summary()` for all of it; `state`, `counts` and `sentences` of one account. With a covered scope nothing private is told."""

    def __init__(self, tr: Translate, catalogue: Catalogue, scope: Scope, preview: Preview) -> None:
        self._tr, self._catalogue, self._preview = tr, catalogue, preview
        named = {uid: Named(uid, kind, name) for uid, (kind, name) in preview.names.items()}
        self._scope = replace(scope, named=named)

    def summary(self) -> tuple[str, ...]:
        """What would be different altogether."""
        tr, preview = self._tr, self._preview
        erased = (tr("safety.stay_erased", n=preview.erased),) if preview.erased else ()
        if preview.is_same:
            return (tr("safety.same"), *erased)
        accounts = sum(bool(one.uid) for one in preview.accounts)
        shared = accounts < len(preview.accounts)
        lines = [tr(WHAT_CHANGES[bool(accounts), shared], n=accounts)] if preview.accounts else []
        if any(
            one.effect == "changed" and one.then for change in preview.accounts for one in change.examples
        ):
            lines.insert(0, tr("safety.arrow"))
        if preview.definitions:
            lines.append(tr("safety.definitions_changed", n=preview.definitions))
        return (*lines, *erased)

    def name(self, change: AccountChange) -> str:
        """The account, or what all of them share."""
        return change.name or self._tr("safety.no_account")

    def state(self, change: AccountChange) -> str:
        """Where the whole account is there on one side only."""
        return (
            self._tr("safety.account_back")
            if change.is_back
            else self._tr("safety.account_lost")
            if change.is_lost
            else ""
        )

    def counts(self, change: AccountChange) -> tuple[tuple[str, str], ...]:
        """(effect, words) of each that there is."""
        every = (("back", change.back), ("lost", change.lost), ("changed", change.changed))
        return tuple((effect, self._tr(f"safety.n_{effect}", n=count)) for effect, count in every if count)

    def sentences(self, change: AccountChange, most: int) -> tuple[str, ...]:
        """The most telling differences, and how many more there are."""
        shown = [one for one in change.examples if not _is_account(one)]
        all_told = change.told - (len(change.examples) - len(shown))
        lines = tuple(map(self.sentence, shown[:most]))
        rest = all_told - len(lines)
        return (*lines, self._tr("safety.more_entries", n=rest)) if rest > 0 and lines else lines

    def sentence(self, example: Example) -> str:
        """One difference: “Changed: Person “Chase” · Title: CIO → CKO”."""
        return self._tr(f"safety.example_{example.effect}", what=self._what(example))

    def _what(self, example: Example) -> str:
        tr, kind = self._tr, self._kind(example.kind)
        if example.what == "record":
            if example.effect == "changed":
                then, now = self._pair(self._named(example, example.then), self._named(example, example.now))
                return tr("safety.example_renamed", kind=kind, then=then, now=now)
            words = self._record(example)
            return tr("safety.example_with_facts", what=words, n=example.many) if example.many else words
        if example.what == "archived":
            return tr(
                f"safety.example_{'archived' if example.then else 'active'}", name=self._record(example)
            )
        if example.what == "link":
            label = self._link(example.field)
            return tr(
                "safety.example_fact",
                name=self._record(example),
                field=label,
                value=clipped(example.then or example.now),
            )
        if example.what == "stage_event":
            return tr(
                "safety.example_course",
                name=self._record(example),
                event=self._event(example.then or example.now),
            )
        return self._fact(example)

    def _fact(self, example: Example) -> str:
        """With the record before it; of the account itself only the field."""
        found = self._catalogue.find(example.kind, example.field)
        label = found.label[self._scope.lang] if found else example.field
        tr, params = self._tr, {"field": label}
        alone = "_alone" if example.kind == "account" else ""
        if not alone:
            params["name"] = self._record(example)
        if example.what == "source":
            return tr(f"safety.example_source{alone}", **params)
        if example.what == "history":
            return tr(f"safety.example_history{alone}", **params, n=example.many)
        then, now = (self._value(example, one) for one in (example.then, example.now))
        if example.effect == "changed":
            then, now = self._pair(then, now)
            return tr(f"safety.example_fact_changed{alone}", **params, then=then, now=now)
        return tr(
            f"safety.example_fact{alone}", **params, value=clipped(then if example.effect == "back" else now)
        )

    def _value(self, example: Example, value: str) -> str:
        field = self._catalogue.find(example.kind, example.field)
        shown = fieldtypes.show(field, value, self._scope) if field and value else value
        if field is None and value and self._scope.covered:
            return COVER
        return " ".join(shown.split())

    def _pair(self, then: str, now: str) -> tuple[str, str]:
        """Two values side by side: of long ones the part where they differ."""
        nothing = self._tr("safety.nothing_known")
        then, now = then or nothing, now or nothing
        if max(len(then), len(now)) > LONGEST:
            common = next(
                (place for place, (one, other) in enumerate(zip(then, now, strict=False)) if one != other),
                min(len(then), len(now)),
            )
            if common > BEFORE:
                then, now = (f"…{one[common - BEFORE :]}" for one in (then, now))
        return clipped(then), clipped(now)

    def _kind(self, key: str) -> str:
        kind = self._catalogue.kinds.get(key)
        return kind.label[self._scope.lang] if kind else ""

    def _named(self, example: Example, name: str) -> str:
        return COVER if self._scope.covered and example.kind in TELLING_NAMES else name

    def _record(self, example: Example) -> str:
        label = self._kind(example.kind)
        if not example.record:
            return label
        name = clipped(self._named(example, example.record))
        if not label or example.kind == "account":
            return name
        return self._tr("safety.example_of_kind", kind=label, name=name)

    def _link(self, key: str) -> str:
        options = {one.key: one for one in self._catalogue.choices["link_kind"]}
        return options[key].label[self._scope.lang] if key in options else self._tr("safety.example_link")

    def _event(self, words: str) -> str:
        kind, stage, day = (*words.split(), "", "", "")[:3]
        try:
            shown = numbers.show_day(date.fromisoformat(day), self._scope.lang)
            return self._tr(
                "safety.example_on_day", what=self._tr(f"procurement.history_{kind}", stage=stage), day=shown
            )
        except (KeyError, ValueError):  # a word of a later version
            return words


def _is_account(example: Example) -> bool:
    """The account itself comes or goes: that is said of the whole."""
    return (example.what, example.kind) == ("record", "account") and example.effect != "changed"


def clipped(line: str) -> str:
    """No longer than an example may be."""
    line = " ".join(line.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
