"""Who may write files, and who may read them: a few that know how, and what is open."""

from __future__ import annotations

import ast
import re

import pytest

from tests.ground.source_calls import called, said
from tests.ground.source_tree import nodes, product_files, short

READERS = {
    "desktopcrm/services/files.py",  # asks what is open
    "desktopcrm/services/key_keeping.py",  # key files alone
    "desktopcrm/services/key_copies.py",  # likewise
    "desktopcrm/services/fonts.py",  # what is shipped, and its copy
    "desktopcrm/services/samples.py",
    "ui/icons.py",
}
WRITERS = {
    "desktopcrm/safe_files.py",  # whatever replaces a file
    "desktopcrm/services/fonts.py",  # unpacked fonts in the cache
    "desktopcrm/logs.py",
    "desktopcrm/services/running.py",  # an empty mark
    "desktopcrm/bootstrap.py",  # the environment, before the program is there
}
WRITING_FOLDERS = ("desktopcrm/storage/",)  # the database, its copies and its keys
WRITE_CALLS = {
    "write_text",
    "write_bytes",
    "mkstemp",
    "NamedTemporaryFile",
    "TemporaryFile",
    "symlink_to",
    "copyfile",
    "copy2",
}


def writes(node: ast.Call) -> bool:
    name = called(node)
    if name in WRITE_CALLS:
        return True
    if name != "open":
        return False
    opened = ast.unparse(node.func)
    if opened == "os.open":
        return (
            "O_WRONLY" in ast.unparse(node) or "O_RDWR" in ast.unparse(node) or "_OPEN" in ast.unparse(node)
        )
    place = 1 if isinstance(node.func, ast.Name) else 0  # open(file, mode) and file.open(mode)
    given = [*node.args[place : place + 1], *(word.value for word in node.keywords if word.arg == "mode")]
    modes = [str(one.value) for one in given if isinstance(one, ast.Constant)]
    return any(re.fullmatch(r"[rwxab+t]{1,4}", mode) and set(mode) & set("wxa+") for mode in modes)


def test_files_are_written_whole_or_not_at_all_by_the_few_that_know_how() -> None:
    wrong = [
        said(file, node)
        for file in product_files()
        if short(file) not in WRITERS and not short(file).startswith(WRITING_FOLDERS)
        for node in nodes(file)
        if isinstance(node, ast.Call) and writes(node) and "os.devnull" not in ast.unparse(node)
    ]
    assert wrong == []


def reads(node: ast.Call) -> bool:
    return called(node) in ("read_bytes", "read_text") or (
        called(node) == "open"
        and any(isinstance(one, ast.Constant) and one.value == "rb" for one in node.args)
    )


def test_files_are_read_by_those_that_know_what_is_open() -> None:
    """Closing any handle of an open database takes its lock away, so nobody reads a file just so."""
    wrong = [
        said(file, node)
        for file in product_files()
        if short(file).startswith(("desktopcrm/services", "desktopcrm/cli", "ui/"))
        and short(file) not in READERS
        for node in nodes(file)
        if isinstance(node, ast.Call) and reads(node)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('open("x", "w")', True),
        ('file.open("ab")', True),
        ('file.open("rb")', False),
        ('open("wax")', False),
        ('file.write_text("x")', True),
        ("os.open(file, os.O_WRONLY)", True),
        ("os.open(folder, os.O_RDONLY)", False),
    ],
)
def test_the_rule_knows_a_writer_when_it_sees_one(code: str, found: bool) -> None:
    node = ast.parse(code, mode="eval").body
    assert isinstance(node, ast.Call)
    assert writes(node) is found
