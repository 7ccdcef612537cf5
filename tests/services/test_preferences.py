"""The settings file: whatever stands in it, the program starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktopcrm.preferences import DEFAULTS, SPOKEN, Preferences, system_language
from desktopcrm.texts import LANGUAGES


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b"null",
        b"\xff\xfe\x00",
        b'{"language": 7, "look": ["dark"]}',
        b'{"language": "fr"}',
    ],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "preferences.json"
    file.write_bytes(content)
    found = Preferences(file)
    assert found.language == system_language()
    assert found.text("look") in ("", DEFAULTS["look"])
    found.put("author", "Anna Wells")
    assert Preferences(file).text("author") == "Anna Wells"


def test_every_language_can_be_chosen(tmp_path: Path) -> None:
    assert SPOKEN == LANGUAGES
    found = Preferences(tmp_path / "preferences.json")
    for lang in LANGUAGES:
        found.put("language", lang)
        assert found.language == lang


def test_what_the_program_does_not_know_is_not_kept_but_places_with_a_dot_are(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    file.write_text('{"colour": "red", "list.width": 7}', encoding="utf-8")
    found = Preferences(file)
    assert found.get("colour") is None
    assert found.get("list.width") == Preferences(file).get("list.width") is not None


def test_a_folder_that_refuses_keeps_the_setting_for_this_run(tmp_path: Path) -> None:
    found = Preferences(tmp_path / "no such folder" / "preferences.json")
    found.put("author", "Anna Wells")
    assert found.text("author") == "Anna Wells"
