"""Small files, small functions, few arguments, shallow nesting, telling names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.ground.source_tree import ROOT, nodes, product_files, python_files, short, tree

FILE_LINES = 300
WINDOW_LINES = 250
FUNCTION_LINES = 40
ARGUMENTS = 5
NESTING = 3
ENTRANCE_LINES = 40
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools", "stuff"}
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> Iterator[Function]:
    return (node for node in nodes(file) if isinstance(node, Function))


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def argument_count(function: Function) -> int:
    spec = function.args
    names = [argument.arg for argument in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def depth(node: ast.AST, level: int = 0) -> int:
    """How deep blocks lie in blocks; `elif` is no deeper than its `if`, a function inside starts anew."""
    deepest = level
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, Function | ast.Lambda | ast.ClassDef):
                continue
            chained = (
                isinstance(node, ast.If)
                and field == "orelse"
                and isinstance(child, ast.If)
                and len(value) == 1
            )
            deeper = isinstance(child, BLOCKS) and not chained
            deepest = max(deepest, depth(child, level + deeper))
    return deepest


def all_files() -> list[Path]:
    return [*product_files(), *python_files("tests")]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    assert [f"{short(file)}: {lines(file)}" for file in all_files() if lines(file) > FILE_LINES] == []


def test_the_entrance_and_the_main_window_are_smaller_still() -> None:
    assert lines(ROOT / "main.py") <= ENTRANCE_LINES
    windows = [file for file in product_files() if file.name == "main_window.py"]
    assert [short(file) for file in windows if lines(file) > WINDOW_LINES] == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{short(file)}:{function.lineno} {function.name}: {length}"
        for file in all_files()
        for function in functions(file)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


def test_no_function_takes_more_than_five_arguments() -> None:
    greedy = [
        f"{short(file)}:{function.lineno} {function.name}: {argument_count(function)}"
        for file in product_files()
        for function in functions(file)
        if argument_count(function) > ARGUMENTS
    ]
    assert greedy == []


def test_no_function_nests_deeper_than_three_blocks() -> None:
    deep = [
        f"{short(file)}:{function.lineno} {function.name}: {depth(function)}"
        for file in product_files()
        for function in functions(file)
        if depth(function) > NESTING
    ]
    assert deep == []


def test_every_module_says_what_it_knows() -> None:
    silent = [
        short(file) for file in product_files() if tree(file).body and not ast.get_docstring(tree(file))
    ]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [short(file) for file in all_files() if not NAMELESS.isdisjoint(file.stem.split("_"))] == []
