"""Every text exists in both languages, with the same parameters, and every key the code names exists."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from tests.ground.source_tree import ROOT, nodes, product_files, short

RESOURCES = ROOT / "resources"
SPEAKERS = {
    "t",
    "tr",
    "_tr",
    "UserError",
    "StartError",
    "sentence",
}  # calls whose first text argument is a key
SHAPES = ({"en", "zh"}, {"en", "zh", "en_many"})


def leaves(table: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every table that says something in a language, with its place."""
    if isinstance(table, dict):
        if isinstance(table.get("en"), str) or isinstance(table.get("zh"), str):
            yield path, table
            return
        for key, value in table.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(table, list):
        for index, value in enumerate(table):
            yield from leaves(value, f"{path}[{index}]")


def toml_files(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (RESOURCES / folder).rglob("*.toml"))


def texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for file in toml_files("texts"):
        for key, words in leaves(tomllib.loads(file.read_text(encoding="utf-8"))):
            assert key not in found, f"{file.name}: {key} is written twice"
            found[key] = {language: str(text) for language, text in words.items()}
    return found


def places(text: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in Formatter().parse(text) if name is not None}


def called(node: ast.Call) -> str:
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def spoken() -> Iterator[tuple[str, ast.Call, str]]:
    """(file and line, call, key) of every call that names its text literally."""
    for file in product_files():
        for node in nodes(file):
            if not isinstance(node, ast.Call) or called(node) not in SPEAKERS or not node.args:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
                yield f"{short(file)}:{node.lineno}", node, first.value


@pytest.mark.parametrize(
    "file", toml_files("texts", "methodology"), ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_every_text_stands_in_both_languages(file: Path) -> None:
    wrong = [
        place
        for place, words in leaves(tomllib.loads(file.read_text(encoding="utf-8")))
        if set(words) not in SHAPES
        or not all(isinstance(text, str) and text.strip() for text in words.values())
    ]
    assert wrong == []


def test_both_languages_take_the_same_parameters() -> None:
    different = [
        f"{key}: {places(words['en'])} and {places(words['zh'])}"
        for key, words in texts().items()
        if places(words["en"]) | places(words.get("en_many", "")) != places(words["zh"])
    ]
    assert different == []


def test_every_key_the_code_names_exists() -> None:
    known = texts()
    assert [f"{place} {key}" for place, _, key in spoken() if key not in known] == []


def test_every_text_gets_the_parameters_it_asks_for() -> None:
    known = texts()
    short_of = []
    for place, call, key in spoken():
        given = {keyword.arg for keyword in call.keywords}
        if None in given or key not in known:
            continue  # **params: seen when it runs
        asked = set().union(*(places(text) for text in known[key].values()))
        if asked - given:
            short_of.append(f"{place} {key}: {sorted(asked - given)}")
    assert short_of == []


def shape_of(made: ast.JoinedStr) -> str:
    """A pattern for the keys that an f-string can make."""
    parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"\w+" for one in made.values]
    return "".join(parts)


def test_no_text_lies_unused() -> None:
    literal, shapes = set(), set()
    for file in product_files():
        for node in nodes(file):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literal.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                shapes.add(shape_of(node))
    made = re.compile("|".join(one for one in shapes if re.match(r"\w+\\\.", one)))
    assert sorted(key for key in texts() if key not in literal and not made.fullmatch(key)) == []
