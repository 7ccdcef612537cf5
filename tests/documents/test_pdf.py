"""The printed file itself: tagged, archival, embedded fonts, exact characters, the same bytes for the same day."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.services.report_pdf import Press
from tests.documents.conftest import Shelf
from tests.documents.reading import checked, fonts, info, objects, words

DAY = date.today()
KINDS = [("plan", "own"), ("plan", "customer"), ("brief", "own"), ("checklist", "own")]


@pytest.mark.parametrize(("kind", "level"), KINDS)
def test_the_same_data_and_day_give_the_same_bytes(sample: Shelf, kind: str, level: str) -> None:
    order = sample.app.documents.order(sample.request(kind, level=level, lang="zh", day=DAY))
    first = order.pdf()
    assert first == order.pdf()
    assert first.startswith(b"%PDF-1.7")


def test_another_compiler_gives_the_same_bytes_too(sample: Shelf) -> None:
    order = sample.app.documents.order(sample.request(day=DAY))
    draft = next(iter(order.drafts()))
    assert Press().pdf(draft, DAY).data == Press().pdf(draft, DAY).data


@pytest.mark.tools
@pytest.mark.parametrize(("kind", "level"), KINDS)
def test_every_document_is_tagged_archival_and_sound(sample: Shelf, kind: str, level: str) -> None:
    for lang in ("en", "zh"):
        printed = sample.printed(lang, kind, level)
        assert printed.archival
        assert (printed.missing, printed.substituted) == ("", "")
        about = info(printed.data)
        assert about["Tagged"] == "yes"
        assert int(about["Pages"]) == printed.pages
        assert "No syntax or stream encoding errors found" in checked(printed.data)
        rows = fonts(printed.data)
        assert rows
        assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows), "embedded, subset, readable"
        assert {row[0].partition("+")[2].partition("-")[0] for row in rows} <= {"Inter", "NotoSansSC"}


@pytest.mark.tools
def test_the_file_says_its_language_and_its_standards(sample: Shelf) -> None:
    for lang, said in (("en", "/Lang (en)"), ("zh", "/Lang (zh-CN)")):
        content = objects(sample.printed(lang).data)
        assert said in content
        assert "<pdfaid:part>2</pdfaid:part>" in content
        assert "<pdfuaid:part>1</pdfuaid:part>" in content


@pytest.mark.tools
def test_headings_become_bookmarks(sample: Shelf) -> None:
    content = objects(sample.printed("en").data)
    assert "/Type /Outlines" in content or "/Outlines" in content
    for title in ("Summary", "Buying team", "Open questions"):
        assert f"({title})" in content or f"{title})" in content


@pytest.mark.tools
def test_rare_characters_of_names_come_back_exactly(shelf: Shelf) -> None:
    text = words(shelf.pdf(lang="zh"))
    for name in ("喆镕堃", "周喆", "孙镕基", "吴堃", "Siobhán O’Brien", "Jörg Müller"):
        assert name in text
    assert "⼾" not in text, "no radicals in place of characters"


@pytest.mark.tools
def test_every_page_but_the_cover_says_which_of_how_many(sample: Shelf) -> None:
    printed = sample.printed("en")
    pages = words(printed.data).split("\f")[: printed.pages]
    assert all(f"Page {number} of {printed.pages}" in page for number, page in enumerate(pages[1:], 2))
    chinese = sample.printed("zh")
    assert f"第 2 页，共 {chinese.pages} 页" in words(chinese.data)


@pytest.mark.tools
def test_the_language_of_the_document_is_not_that_of_the_screen(sample: Shelf) -> None:
    sample.app.preferences.put("language", "en")
    assert "待弄清的问题" in words(sample.pdf(lang="zh"))
    sample.app.preferences.put("language", "zh")
    assert "Open questions" in words(sample.pdf(lang="en"))
    sample.app.preferences.put("language", "en")


def test_the_preview_shows_the_pages_of_the_file(sample: Shelf) -> None:
    order = sample.app.documents.order(sample.request("brief"))
    pages = order.pages(ppi=40)
    assert len(pages) == order.printed().pages
    assert all(page.startswith(b"\x89PNG") for page in pages)
