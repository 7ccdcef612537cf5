"""The bundled fonts come out of the cache whole, once, and heal themselves."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.services import fonts

UNPACK = "import sys, pathlib; from desktopcrm.services.fonts import unpacked_in; unpacked_in(pathlib.Path(sys.argv[1]))"


def intact(folder: Path) -> bool:
    return all(
        hashlib.sha256((folder / font.name).read_bytes()).hexdigest() == font.sha256
        for font in fonts.bundled()
    )


@pytest.fixture
def fresh() -> None:
    fonts.unpacked_in.cache_clear()


def test_the_folder_lies_in_the_users_cache_and_holds_every_bundled_font() -> None:
    folder = fonts.font_folder()
    assert folder.is_relative_to(paths.cache_folder())
    assert fonts.font_files() == [folder / font.name for font in fonts.bundled()]
    assert intact(folder)


def test_latin_has_three_weights_and_chinese_two() -> None:
    weights = {(font.family, font.weight) for font in fonts.bundled()}
    assert {weight for family, weight in weights if family == "Inter"} == {400, 600, 700}
    assert {weight for family, weight in weights if family == "Noto Sans SC"} == {400, 700}


def test_every_font_brings_its_licence() -> None:
    for family in ("Inter", "NotoSansSC"):
        licence = paths.resources() / "fonts" / f"{family}-OFL.txt"
        assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8")


@pytest.mark.usefixtures("fresh")
def test_a_second_start_leaves_the_files_alone(tmp_path: Path) -> None:
    folder = fonts.unpacked_in(tmp_path / "fonts")
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    fonts.unpacked_in.cache_clear()
    fonts.unpacked_in(tmp_path / "fonts")
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before


@pytest.mark.usefixtures("fresh")
def test_a_damaged_and_a_missing_file_are_brought_back(tmp_path: Path) -> None:
    folder = fonts.unpacked_in(tmp_path / "fonts")
    damaged, missing = (folder / font.name for font in fonts.bundled()[-2:])
    damaged.write_bytes(damaged.read_bytes()[: damaged.stat().st_size // 2])
    missing.unlink()
    fonts.unpacked_in.cache_clear()
    fonts.unpacked_in(tmp_path / "fonts")
    assert intact(folder)


def test_two_processes_at_once_both_end_with_whole_files(tmp_path: Path, root: Path) -> None:
    command = [sys.executable, "-c", UNPACK, str(tmp_path / "fonts")]
    both = [subprocess.Popen(command, cwd=root) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert intact(tmp_path / "fonts")
    assert not list((tmp_path / "fonts").glob(".part-*"))


@pytest.mark.usefixtures("fresh")
def test_a_cache_that_refuses_is_named_in_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(UserError) as refusal:
        fonts.unpacked_in(blocked / "fonts")
    assert refusal.value.key == "fonts.folder_refused"
    assert refusal.value.params["folder"] == str(blocked / "fonts")
