"""The settings file: whatever stands in it, the program starts."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktopcrm.errors import UserError
from desktopcrm.preferences import DEFAULTS, SPOKEN, Preferences, Setting, system_language
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


class Shelf:
    """Settings in memory, as the data hold them; `refusing`: as on a full disk."""

    def __init__(self, values: dict[str, Setting] | None = None, refusing: bool = False) -> None:
        self.values = values or {}
        self.refusing = refusing

    @property
    def is_lasting(self) -> bool:
        return True

    def read(self) -> dict[str, Setting]:
        return dict(self.values)

    def write(self, values: Mapping[str, Setting]) -> None:
        if self.refusing:
            raise UserError("errors.disk_full", folder="here")
        self.values |= values


def in_file(file: Path) -> set[str]:
    return set(json.loads(file.read_text(encoding="utf-8")))


def test_what_names_people_moves_into_the_data_once_they_are_open(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    file.write_text('{"author": "Li Ming", "look": "dark", "company": "Old"}', encoding="utf-8")
    shelf, found = Shelf({"company": "New"}), Preferences(file)
    found.attach(shelf)
    assert (found.text("author"), found.text("company"), found.text("look")) == ("Li Ming", "New", "dark")
    assert shelf.values == {"author": "Li Ming", "company": "New"}
    assert in_file(file) == {"look"}
    found.put("author", "Anna Wells")
    assert shelf.values["author"] == "Anna Wells"
    assert in_file(file) == {"look"}


def test_on_a_full_disk_they_stay_in_the_file_until_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    file.write_text('{"author": "Li Ming", "look": "dark"}', encoding="utf-8")
    found = Preferences(file)
    found.attach(Shelf(refusing=True))
    found.put("company", "Halle 4")
    found.put("look", "light")
    assert (found.text("author"), found.text("company")) == ("Li Ming", "Halle 4")
    assert in_file(file) == {"author", "look"}
    later = Preferences(file)
    shelf = Shelf()
    later.attach(shelf)
    assert shelf.values == {"author": "Li Ming"}


def test_what_an_older_version_covered_stays_covered_until_it_is_shown(tmp_path: Path) -> None:
    file, shelf = tmp_path / "preferences.json", Shelf({"privacy.blur": True})
    found = Preferences(file)
    found.attach(shelf)
    assert found.get("privacy.blur") is True
    found.put("privacy.blur", value=False)
    found.attach(shelf)
    later = Preferences(file)
    later.attach(shelf)
    assert (found.get("privacy.blur"), later.get("privacy.blur")) == (False, False)


@pytest.mark.parametrize(
    "key", ["language", "look", "window", "text.scale", "lock.minutes", "backup.second", "log.level"]
)
def test_what_is_needed_before_the_data_open_stays_outside(tmp_path: Path, key: str) -> None:
    file, shelf = tmp_path / "preferences.json", Shelf()
    found = Preferences(file)
    found.attach(shelf)
    found.put(key, "x")
    assert (in_file(file), shelf.values) == ({key}, {})
    assert Preferences(file).text(key) == "x"


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"look": ' + b"[" * 50_000,
        b'{"look": {"a": 1}, "author": null}',
        b'{"look": "\\ud800"}',
        b'{"a.\\ud800": 1, "window": "\\ud800"}',
        b'{"look": NaN, "text.scale": 1e999}',
        b'{"a.b": "' + b"x" * 2_000_000 + b'"}',
    ],
)
def test_hostile_files_do_no_harm(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "preferences.json"
    file.write_bytes(content)
    found = Preferences(file)
    assert isinstance(found.text("look"), str)
    shelf = Shelf()
    found.attach(shelf)
    assert "\\ud" not in json.dumps([shelf.values, found.text("window")])
    found.put("started", value=True)
    assert Preferences(file).get("started") is True


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_neither_a_pipe_is_waited_for_nor_a_link_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("kept", encoding="utf-8")
    (tmp_path / "preferences.json.part").symlink_to(tmp_path / "precious")
    os.mkfifo(tmp_path / "preferences.json")
    found = Preferences(tmp_path / "preferences.json")
    found.put("look", "dark")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "kept"
