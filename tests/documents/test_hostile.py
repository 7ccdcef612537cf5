"""Text is text: whatever somebody writes is printed as it stands, and nothing is run, read or turned around."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord
from desktopcrm.services.report.blocks import Json
from desktopcrm.services.report_pdf import TEXT_LIMIT, TOTAL_LIMIT, Press, clean, press
from tests.documents.conftest import Shelf
from tests.documents.reading import squeezed, words

PAYLOADS = (
    '#read("/etc/passwd")', "#import \"x.typ\": *", "$ integral x $", "*bold* _emph_ `raw`", "= Heading", "#eval(\"1+1\")",
    "<label> @label", "// comment", "/* block */", "\\ line \\n", "#let x = 1", "#set page(width: 1cm)", "](http://example.com)",
    "#image(\"/etc/hosts\")", "~ nbsp -- dash ---", "\"quotes\" 'single'", "- list", "+ enum", "/ term: text",
    "#show: x => []", "#sys.inputs", "#{ panic(1) }", "%PDF-1.7", "</script><b>", "{{7*7}}", "${jndi}", "\\u{202e}",
    "#context 1", "#plugin(\"x\")", "a" * 400,
)  # fmt: skip
FOREIGN = "Привет 안녕 😀"


@pytest.mark.tools
def test_thirty_ways_to_write_markup_are_printed_literally(app: App) -> None:
    account = app.accounts.add('#panic("name")')
    note = app.records.add(NewRecord("note", "#emph[note]", account))
    app.facts.observe(note, "text", "\n".join(PAYLOADS))
    for number, payload in enumerate(PAYLOADS):
        app.records.add(NewRecord("person", f"{number} {payload}", account, facts={"department": payload}))
    text = squeezed(words(Shelf(app, account).pdf()))
    assert '#panic("name")' in text
    assert "#emph[note]" in text
    assert [payload for payload in PAYLOADS if squeezed(payload) not in text] == []
    assert "root:" not in text


def test_controls_and_marks_that_turn_the_direction_are_taken_out() -> None:
    assert clean("a\x00b\x1bc\u202ed\u2066e\u00adf\ufeffg") == "abcdefg"
    assert clean("one\r\ntwo\u2028three\tfour") == "one\ntwo\nthree four"
    assert clean("\ud800half") == "half"


def test_a_text_without_end_is_cut_and_says_so() -> None:
    assert len(clean("x" * (TEXT_LIMIT + 5))) == TEXT_LIMIT + 1
    assert clean("x" * (TEXT_LIMIT + 5)).endswith("…")


def test_a_document_without_end_is_refused() -> None:
    parts: list[Json] = ["x" * TEXT_LIMIT] * (TOTAL_LIMIT // TEXT_LIMIT + 1)
    with pytest.raises(UserError, match="too_large"):
        press().pdf({"parts": parts}, date(2026, 5, 20))


def test_characters_that_our_fonts_lack_do_not_stop_the_document(app: App) -> None:
    account = app.accounts.add(f"Foreign {FOREIGN}")
    printed = app.documents.order(Shelf(app, account).request()).printed()
    assert printed.data.startswith(b"%PDF")
    lacking = set("안녕😀")
    assert set(printed.substituted) | set(printed.missing) == lacking
    assert printed.archival == (not printed.missing)
    assert app.documents.pages(Shelf(app, account).request(sections=("summary",)), ppi=40)


def test_one_press_serves_many_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    shared = Press()
    model: dict[str, Json] = {
        "lang": "en", "title": "t", "date": [2026, 5, 20], "page": ["", "", ""], "running": {"left": "", "right": ""},
        "foot": "", "masthead": {"over": "o", "title": "t"}, "sections": [],
    }  # fmt: skip
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: shared.pdf(model, date(2026, 5, 20)).data, range(8)))
    assert len(set(made)) == 1
