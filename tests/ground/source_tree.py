"""What the house rules are about: the files of the repository, read and parsed once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("desktopcrm", "ui")
SKIPPED = {"__pycache__", ".git", ".venv", ".venv.lock", "out", "build", "dist"}
SKIPPED |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """Every Python file under the folders of the root; a file name stands for itself."""
    found: list[Path] = []
    for name in folders:
        place = ROOT / name
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return tuple(file for file in found if SKIPPED.isdisjoint(file.relative_to(ROOT).parts))


def product_files() -> tuple[Path, ...]:
    """main.py and both packages."""
    return python_files("main.py", *PRODUCT)


@cache
def tree(file: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """Everything in the parsed file."""
    return tuple(ast.walk(tree(file)))


@cache
def short(file: Path) -> str:
    """The file as a reader names it."""
    return file.relative_to(ROOT).as_posix()


def module_name(file: Path) -> str:
    """`desktopcrm/domain/plan.py` → `desktopcrm.domain.plan`."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(file: Path) -> Iterator[str]:
    """Full names of everything the file imports, wherever in it."""
    for node in nodes(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@lru_cache(maxsize=1)
def repository_files() -> tuple[Path, ...]:
    """What a clone holds: tracked files and those about to be; without git, everything that lies here."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        files = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        files = [file for file in ROOT.rglob("*") if SKIPPED.isdisjoint(file.relative_to(ROOT).parts)]
    return tuple(sorted(file for file in set(files) if file.is_file()))


def text_of(file: Path) -> str | None:
    """The text of a file; None for what is not text."""
    content = file.read_bytes()
    if b"\0" in content[:4096]:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
