"""What the account screen asks of a tab. A tab shows one plan and knows no other tab and no other screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from desktopcrm.domain.plan import Plan
from ui.context import Context
from ui.models.account_reading import Reading


class AccountTab(Protocol):
    """A tab is a `QWidget` built by `Tab(context, parent)`; it stays alive while the account changes."""

    def show_plan(self, plan: Plan) -> None:
        """Show this plan: at the first visit and after every change. Keep focus, scroll position and open editors
        where `plan.account.id` is the same as before."""

    def focus(self, record_id: int, field: str) -> bool:
        """Bring a row into sight and open its editor. False: not shown here.

        `field` "" means the record itself, record 0 the first thing of the tab. Where the whole record is missing,
        `record_id` is its parent and `field` is `new.<kind>` or `new.<kind>.<option>` (`new.need.personal`).
        """


@runtime_checkable
class ReadingTab(Protocol):
    """A tab that shows what the screen has read already instead of reading the plan once more."""

    def show_reading(self, reading: Reading) -> None:
        """Like `show_plan`."""


class TabFactory(Protocol):
    """The class of a tab, called with (context, parent)."""

    def __call__(self, context: Context, parent: QWidget | None = None, /) -> QWidget: ...


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One row of the table of tabs.

    `key` is what a `Place.tab` says, `title_key` a text, `factory` "module:Class", loaded at the first visit;
    `kinds`: the kinds of record whose rows live there, so that the guide finds the tab of a question.
    """

    key: str
    title_key: str
    factory: str
    kinds: tuple[str, ...] = ()
