"""Calls in the files of the repository, as the rules of `ground` look for them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.ground.source_tree import short, tree


def calls(file: Path, *wanted: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and called(node) in wanted:
            yield node


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def said(file: Path, node: ast.AST) -> str:
    return f"{short(file)}:{getattr(node, 'lineno', 0)} {ast.unparse(node)[:80]}"
