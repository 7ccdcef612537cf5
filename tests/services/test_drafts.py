"""Drafts: kept with the data, no change of theirs, gone when they are finished."""

from __future__ import annotations

from pathlib import Path

from desktopcrm.app import App
from desktopcrm.services import running


def test_a_draft_is_kept_until_it_is_dropped(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    app.drafts.put("log:1", "first")
    app.drafts.put("log:1", "second")
    app.close()
    app = App.open(tmp_path)
    assert app.drafts.get("log:1") == "second"
    app.drafts.drop("log:1")
    app.drafts.drop("log:1")
    assert app.drafts.get("log:1") is None
    app.close()


def test_a_draft_is_no_step_and_cannot_be_undone(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    app.drafts.put("log:1", "words")
    assert app.history.next_undo() is None
    app.close()


def test_blanks_are_no_draft_and_the_newest_comes_first(tmp_path: Path) -> None:
    app = App.open(tmp_path)
    app.drafts.put("log:1", "one")
    app.drafts.put("log:2", "two")
    app.drafts.put("other", "three")
    app.drafts.put("log:1", "one again")
    app.drafts.put("other", "   ")
    assert [(one.place, one.body) for one in app.drafts.every("log:")] == [
        ("log:1", "one again"),
        ("log:2", "two"),
    ]
    assert app.drafts.get("other") is None
    app.close()


def test_the_mark_of_a_session_is_found_only_after_a_bad_end(tmp_path: Path) -> None:
    assert not running.begin(tmp_path)
    running.end(tmp_path)
    assert not running.begin(tmp_path)
    assert running.begin(tmp_path)
    running.end(tmp_path)
    running.end(tmp_path)
