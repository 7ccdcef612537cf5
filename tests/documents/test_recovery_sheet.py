"""The printed recovery key: one page, both languages, no name, and what is printed opens the data."""

from __future__ import annotations

import re
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from desktopcrm.domain import recovery_key
from desktopcrm.errors import UserError
from desktopcrm.services import recovery_sheet
from desktopcrm.texts import LANGUAGES, Texts
from tests.documents.reading import checked, info, objects, squeezed, words

DATABASE = "acb0349a07825234500e50d8831e727d"
KEY = recovery_key.new()
DAY = date(2026, 11, 22)

pytestmark = pytest.mark.tools


@pytest.fixture(scope="module", params=LANGUAGES)
def sheet(request: pytest.FixtureRequest) -> bytes:
    return recovery_sheet.pdf(KEY, DATABASE, request.param, DAY)


def test_it_is_one_sound_page_for_every_reader(sheet: bytes) -> None:
    assert (info(sheet)["Pages"], info(sheet)["Tagged"]) == ("1", "yes")
    assert "No syntax or stream encoding errors" in checked(sheet)
    assert "pdfuaid:part" in objects(sheet)


def test_what_is_printed_is_the_key(sheet: bytes) -> None:
    printed = re.findall(r"\b[0-9A-Z]{5}\b", words(sheet, "-layout"))
    assert recovery_key.read("".join(printed)).secret == KEY.secret


def test_the_number_of_a_group_stands_on_a_line_of_its_own(sheet: bytes) -> None:
    rows = [line.split() for line in words(sheet, "-layout").splitlines()]
    for group in KEY.groups:
        row = next(row for row in rows if group in row)
        assert all(len(one) == len(group) for one in row)


def test_everything_is_said_in_both_languages(sheet: bytes) -> None:
    texts, printed = Texts.load(), squeezed(words(sheet))
    for key in sorted(filter(lambda one: one.startswith("recovery_sheet."), texts.keys())):
        for lang in LANGUAGES:
            assert squeezed(texts.t(key, lang)) in printed, (key, lang)


def test_it_says_of_which_day_and_data_it_is_and_names_nobody(sheet: bytes) -> None:
    printed = squeezed(words(sheet))
    assert DATABASE in printed
    assert DAY.isoformat() in printed
    assert info(sheet).get("Author", "") == ""


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    made = recovery_sheet.save(tmp_path, KEY, DATABASE, "en")
    assert made == tmp_path / recovery_sheet.FILE_NAME
    assert sys.platform == "win32" or stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [made.name]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        recovery_sheet.save(tmp_path / "missing" / "sheet.pdf", KEY, DATABASE, "en")
    assert refused.value.key == "errors.file_no_folder"


def test_the_pages_can_be_shown_and_printed_from_the_window() -> None:
    pages = recovery_sheet.pages(KEY, DATABASE, "zh")
    assert [page[:4] for page in pages] == [b"\x89PNG"]
