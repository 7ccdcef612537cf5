"""Undo, redo and the list of what was done, in words."""

from __future__ import annotations

from desktopcrm.services.desk import Desk
from desktopcrm.storage.store import Step
from desktopcrm.texts import Texts


class History:
    def __init__(self, desk: Desk, texts: Texts) -> None:
        self._desk = desk
        self._texts = texts

    def undo(self) -> Step | None:
        """Take back the newest step; `None` where there is nothing to take back."""
        return self._desk.store.undo()

    def redo(self) -> Step | None:
        return self._desk.store.redo()

    def next_undo(self) -> Step | None:
        return self._desk.store.next_undo()

    def next_redo(self) -> Step | None:
        return self._desk.store.next_redo()

    def steps(self, limit: int = 50) -> list[Step]:
        """Newest first."""
        return self._desk.store.steps(limit)

    def label(self, step: Step, lang: str) -> str:
        """What the step did, in words."""
        params = {
            key: value[lang] if isinstance(value, dict) else value for key, value in step.params.items()
        }
        if not params and "{" in self._texts.entry(step.label)[lang]:  # what was erased took its name along
            return self._texts.t("steps.hidden", lang)
        return self._texts.t(step.label, lang, **params)
