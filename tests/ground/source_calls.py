"""Calls in the files of the repository, as the rules of `ground` look for them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.ground.source_tree import nodes, short


def calls(file: Path, *wanted: str) -> Iterator[ast.Call]:
    return (node for name, node in _all_calls(file) if name in wanted)


@cache
def _all_calls(file: Path) -> tuple[tuple[str, ast.Call], ...]:
    return tuple((called(node), node) for node in nodes(file) if isinstance(node, ast.Call))


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def said(file: Path, node: ast.AST) -> str:
    return f"{short(file)}:{getattr(node, 'lineno', 0)} {ast.unparse(node)[:80]}"
