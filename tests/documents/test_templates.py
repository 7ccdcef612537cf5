"""The templates hold layout and not one word, and never turn text into source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.services.report import blocks

TEMPLATES = sorted((paths.resources() / "pdf").glob("*.typ"))
FORBIDDEN = ("eval", "@preview", '#import "@', "read(", "plugin(", "http")
KEYWORDS = {"else", "none", "auto", "true", "false", "left", "right"}


def code(file: Path) -> str:
    return re.sub(r"//[^\n]*", "", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_evaluates_reads_or_fetches(file: Path) -> None:
    assert [word for word in FORBIDDEN if word in code(file).replace('http"', "")] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_says_a_word(file: Path) -> None:
    without_strings = re.sub(r'"[^"\n]*"', "", code(file))
    content = re.findall(r"\[([^\[\]]*)\]", without_strings)
    spoken = [part for part in content if re.search(r"[^\W\d_]{2,}", re.sub(r"[#<][\w.()-]+", "", part))]
    assert [part for part in spoken if not part.lstrip().startswith("#")] == []
    assert not re.search(r"[\u4e00-\u9fff]", without_strings)


def test_every_kind_of_block_that_is_made_can_be_set() -> None:
    main = (paths.resources() / "pdf" / "main.typ").read_text(encoding="utf-8")
    table = main.partition("#let kinds = (")[2].partition("\n)\n")[0]
    settable = set(re.findall(r"^  (\w+):", table, flags=re.MULTILINE))
    folder = Path(blocks.__file__).parent
    made = {
        kind
        for file in (*folder.glob("*.py"), folder.parent / "recovery_sheet.py")
        for kind in re.findall(r'"kind": "(\w+)"', file.read_text(encoding="utf-8"))
    }
    assert made == settable
