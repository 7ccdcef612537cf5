"""Refusals: one line on stderr, exit code 1; wrong usage: one line and the usage, exit code 2. In both languages."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Crm

REFUSED = {
    "no such account": ("show", "nobody"),
    "two accounts": ("show", "a"),
    "no such field": ("set", "acme", "colour", "red"),
    "a share over 100": ("set", "acme", "market_share", "130", "--on", "rival:siem"),
    "no such record": ("set", "acme", "weight", "3", "--on", "criterion:bob"),
    "a place without a colon": ("set", "acme", "title", "x", "--on", "ann"),
    "no such kind": ("add", "dragon", "acme", "x"),
    "too few words": ("add", "person", "Ann"),
    "too many words": ("add", "account", "A", "B"),
    "a setting without a sign": ("add", "person", "acme", "B", "--set", "title"),
    "no name": ("add", "account", " "),
    "no such certainty": ("set", "acme", "city", "x", "--certainty", "9"),
    "a day that is none": ("set", "acme", "city", "x", "--seen", "soon"),
    "a day to come": ("set", "acme", "city", "x", "--seen", "2999-01-01"),
    "a closed gate": ("advance", "acme", "line"),
    "no such project": ("advance", "acme", "line 9"),
    "no such item": ("tick", "acme", "line", "9z", "yes"),
    "no such state": ("tick", "acme", "line", "1a", "perhaps"),
    "back from the first stage": ("back", "acme", "line", "--reason", "x"),
    "won too early": ("win", "acme", "line"),
    "lost without a reason": ("lose", "acme", "line"),
    "running already": ("resume", "acme", "line"),
    "no such file": ("load", "nowhere.json"),
    "no such folder": ("dump", "--all", "-o", "nowhere/file.json"),
    "nothing to do again": ("redo",),
    "no such section": ("plan", "acme", "-o", "x.pdf", "--sections", "magic"),
    "nobody of that name": ("brief", "acme", "-o", "x.pdf", "--with", "bob"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_one_line_and_changes_nothing(acme: Crm, name: str) -> None:
    acme("add", "account", "Another")
    before = acme("dump", "--all", "-o", "-").out
    sentences = set()
    for lang in ("en", "zh"):
        done = acme(*REFUSED[name], lang=lang)
        assert (done.code, done.out) == (1, "")
        assert len(done.err.splitlines()) == 1
        assert "{" not in done.err
        sentences.add(done.err)
    assert len(sentences) == 2, "both languages say the same words"
    assert acme("dump", "--all", "-o", "-").out == before


WRONG_USAGE = {
    "no command": (),
    "no such command": ("frob",),
    "nothing to show": ("show",),
    "one too many": ("undo", "twice"),
    "no such option": ("accounts", "--magic"),
    "no such language": ("demo", "--lang", "fr"),
    "no file to write": ("plan", "acme"),
    "an option without a value": ("set", "acme", "city", "x", "--seen"),
}


@pytest.mark.parametrize("name", WRONG_USAGE)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_wrong_usage_is_one_line_and_the_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, lang: str
) -> None:
    from desktopcrm.cli import main

    code = main(["--data", str(tmp_path / "data"), "--ui-lang", lang, *WRONG_USAGE[name]])
    said = capsys.readouterr()
    first, second, *_ = said.err.splitlines()
    assert (code, said.out) == (2, "")
    assert first.startswith("DesktopCRM: ")
    assert second.startswith("用法：" if lang == "zh" else "usage:")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_tells_every_command(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    from desktopcrm.cli import main
    from desktopcrm.cli.parser import names

    with pytest.raises(SystemExit) as left:
        main(["--ui-lang", lang, "--help"])
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert [one for one in names() if one not in told] == []


def test_a_database_of_somebody_else_is_refused(acme: Crm, tmp_path: Path) -> None:
    (tmp_path / "data" / "desktopcrm.db").write_bytes(b"something else entirely")
    done = acme("accounts")
    assert done.code == 1
    assert "not a DesktopCRM database" in done.err


def test_check_finds_a_value_that_cannot_be_read(acme: Crm, tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "data" / "desktopcrm.db")
    database.execute("UPDATE fact SET field = 'birthday', value = 'someday' WHERE field = 'title'")
    database.commit()
    database.close()
    done = acme("check")
    assert done.code == 1
    assert "someday" in done.out


def test_whose_need_it_is_may_be_said_before_or_after_its_kind(acme: Crm) -> None:
    whose, kind = ("--set", "person=Ann Lee"), ("--set", "类别=personal")
    for name, said in (("A quiet shift", (*whose, *kind)), ("A later end", (*kind, *whose))):
        done = acme("add", "need", "acme", name, *said)
        assert done.code == 0, done.err
    assert acme("add", "need", "acme", "A window", *kind).code != 0
