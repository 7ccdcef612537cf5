"""Small mistakes that could be made in a module: one comparison, boolean operator or number changed.

Knows syntax trees only; see `running` for what becomes of a mistake.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """`place`: function and change, the same however the lines move; `node` of `tree` becomes `changed`."""

    module: str
    place: str
    tree: ast.Module
    node: ast.expr
    changed: ast.expr

    @property
    def key(self) -> str:
        return f"{self.module}:{self.place}"

    @property
    def line(self) -> int:
        return self.node.lineno

    def source(self) -> str:
        """The whole module with the mistake."""
        return _with(self.tree, self.node, self.changed)


def mutants(file: Path, module: str) -> list[Mutant]:
    """Every mistake of a module, in the order of its lines; the same change twice in a function is numbered."""
    tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
    found: list[Mutant] = []
    seen: dict[str, int] = {}
    for owner, node in _named(tree):
        for changed in _mistakes(node):
            words = f"{owner}: {_words(node)} → {_words(changed)}"
            seen[words] = seen.get(words, 0) + 1
            place = words if seen[words] == 1 else f"{words} #{seen[words]}"
            found.append(Mutant(module, place, tree, node, changed))
    return sorted(found, key=lambda one: one.line)


def spread(those: list[Mutant], limit: int) -> list[Mutant]:
    """At most `limit` of them, evenly over the module; 0: all."""
    if not limit or len(those) <= limit:
        return those
    return [those[number * len(those) // limit] for number in range(limit)]


def _named(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Every expression that runs, with the function or class it stands in; no annotation, no `__all__`."""

    def walk(node: ast.AST, owner: str) -> Iterator[tuple[str, ast.expr]]:
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list") or _is_all(node):
                continue
            for child in value if isinstance(value, list) else [value]:
                if not isinstance(child, ast.AST):
                    continue
                name = getattr(child, "name", "")
                inner = isinstance(child, ast.FunctionDef | ast.ClassDef)
                below = f"{owner}.{name}".lstrip(".") if inner else owner
                if isinstance(child, ast.expr):
                    yield below or "module", child
                yield from walk(child, below)

    return walk(tree, "")


def _is_all(node: ast.AST) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(one, ast.Name) and one.id == "__all__" for one in targets)


def _mistakes(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            changed = copy.deepcopy(node)
            changed.ops[place] = COMPARISONS[type(operator)]()
            yield changed
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(other, copy.deepcopy(node.values))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield ast.Constant(not node.value)


def _words(node: ast.expr) -> str:
    return " ".join(ast.unparse(node).split())


def _with(tree: ast.Module, node: ast.expr, changed: ast.expr) -> str:
    """The module with one node exchanged."""

    class Exchange(ast.NodeTransformer):
        def generic_visit(self, one: ast.AST) -> ast.AST:
            if (getattr(one, "lineno", 0), getattr(one, "col_offset", -1), type(one)) == place and (
                ast.dump(one) == dump
            ):
                return changed
            return super().generic_visit(one)

    place, dump = (node.lineno, node.col_offset, type(node)), ast.dump(node)
    return ast.unparse(ast.fix_missing_locations(Exchange().visit(copy.deepcopy(tree))))
