"""No error that was raised is kept: it holds every frame it came through, and with them pages of the window.

A thread that lets such an error go destroys what hung on it: see `ui/garbage.py`. `UserError.bare()` can be kept.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.ground.source_calls import said
from tests.ground.source_tree import nodes, product_files


def kept(found: Iterable[ast.AST]) -> Iterator[ast.AST]:
    for handler in found:
        if not isinstance(handler, ast.ExceptHandler) or handler.name is None:
            continue
        for node in ast.walk(handler):
            if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Name):
                continue
            if node.value.id == handler.name and any(isinstance(one, ast.Attribute) for one in node.targets):
                yield node


def test_nobody_keeps_an_error_that_was_raised() -> None:
    assert [said(file, node) for file in product_files() for node in kept(nodes(file))] == []


def test_the_rule_sees_one_that_is_kept() -> None:
    source = "try:\n    work()\nexcept ValueError as error:\n    self._said = error\n"
    assert len(list(kept(ast.walk(ast.parse(source))))) == 1
