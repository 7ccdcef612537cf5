"""What stands in the log panel: read out of it, read from what is kept, said in it again."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.begun import Draft, Stood
from ui.dialogs.log_after import SaidAfter
from ui.dialogs.log_panel import LogPanel
from ui.models.log_drafts import LogDrafts


@dataclass(frozen=True, slots=True)
class Written:
    """All that stands in the panel. `after`: what was said at the second look, where it was there already."""

    account_id: int
    draft: Draft | None
    after: SaidAfter | None
    name: str = ""
    """What was typed to find an account, and not chosen."""

    @property
    def stood(self) -> Stood:
        """All of it but the text."""
        after = (self.after.ticked, self.after.line) if self.after is not None else (None, "")
        return Stood(self.account_id, self.name, *after)

    def says_anything(self) -> bool:
        """Whether a word of it was written."""
        text = self.draft.text if self.draft is not None else ""
        return bool(text.strip() or self.name.strip() or self.stood.line.strip())


def standing_in(panel: LogPanel) -> Written:
    """What stands in it now."""
    draft, name = panel.reading.draft_or_none(), panel.first.account.typed()
    return Written(panel.account_id(), draft, panel.said_after(), name)


def written_of(drafts: LogDrafts, stood: Stood) -> Written:
    """With its text as it is kept now; a line without a text becomes the text."""
    draft = drafts.get(stood.account_id) if stood.account_id else None
    after = SaidAfter(stood.ticked, stood.line) if stood.ticked is not None else None
    if draft is None and after is not None:
        draft, after = Draft(after.line), None
    return Written(stood.account_id, draft, after, stood.name)


def say_again(panel: LogPanel, after: SaidAfter) -> None:
    """The second look; where nothing is asked there any more, its line goes to the text: going on would store."""
    if panel.reading.open_items() or panel.reading.asks_next():
        panel.go_on()
        panel.after.say_again(after)
    elif after.line.strip():
        panel.first.text.appendPlainText(after.line)
