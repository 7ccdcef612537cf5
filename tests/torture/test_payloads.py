"""The short form of T10: two payloads on some pages; and the tool sees what it looks for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.torture import payloads
from tests.torture.canary import canary
from tests.torture.outcome import Options
from tests.torture.payload_screens import altered, painted
from tests.torture.payload_words import html_payloads, typst_payloads

ANY = Path("any")


def test_hostile_text_is_shown_as_it_stands_and_reads_no_file(qapp: QApplication) -> None:
    outcome = payloads.run(Options(1, seed=3, more={"print": "no", "pages": "3"}))
    print("\n".join(outcome.lines()))
    assert outcome.failures == []
    assert outcome.figures["files read"] in (0, "cannot be told here")
    assert qapp is not None


def test_there_are_thirty_payloads_of_each_kind() -> None:
    assert len(set(typst_payloads(ANY, ANY, ANY))) == len(set(html_payloads(ANY, ANY, ANY))) == 30


def test_the_tool_sees_markup_that_was_taken_for_markup(qapp: QApplication) -> None:
    value = '<img src="x.png"> and <b>bold</b> №7'
    assert list(altered(iter([("tip", painted(value))]), {7: value}, set())) != []
    assert list(altered(iter([("label", value)]), {7: value}, set())) == []
    assert qapp is not None


def test_the_tool_sees_a_file_being_read(tmp_path: Path) -> None:
    with canary(tmp_path) as watched:
        if watched.readings() < 0:
            return
        watched.files[0].read_bytes()
        assert watched.readings() > 0
        assert watched.readings() == 0
