"""What a terminal must never be handed: signs that move its cursor, bytes that are no text, the user's words in a report."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktopcrm.cli import entry, parser
from desktopcrm.cli.command import Command
from desktopcrm.cli.context import Context
from desktopcrm.texts import Translate
from tests.cli.conftest import Crm

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SECRET = "王晓东 likes fishing"


@pytest.mark.parametrize("word", ["a\0b", "caf\udce9", "\ud800"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_argument_that_is_no_text_is_refused_in_a_sentence(crm: Crm, word: str, lang: str) -> None:
    for words in (("add", "account", word), ("show", word), (word,), ("dump", "--all", "-o", word)):
        done = crm(*words, lang=lang)
        assert (done.code, done.out) == (1, "")
        assert len(done.err.splitlines()) == 1
        assert str(words.index(word) + 1) in done.err


def test_a_name_cannot_move_the_cursor(acme: Crm) -> None:
    acme("add", "account", "Evil \x1b[2J\x1b]0;title\x07 \u202emoc")
    acme("add", "person", "acme", "Bob\x1b[31m", "--set", "department=x\x9b2Jy")
    said = [acme(*words) for words in (("accounts",), ("show", "acme"), ("show", "evil"), ("history",))]
    assert all(done.code == 0 for done in said)
    assert [done.out for done in said if CONTROLS.search(done.out)] == []
    assert "Evil [2J" in said[0].out


@pytest.mark.parametrize(
    "words", [("show", "\x1b[2Jnobody"), ("\x1b[2J",), ("set", "acme", "\x1b]0;x\x07", "1")]
)
def test_a_refusal_quotes_nothing_that_moves_the_cursor(acme: Crm, words: tuple[str, ...]) -> None:
    done = acme(*words)
    assert done.code in (1, 2)
    assert not CONTROLS.search(done.err)


def test_a_refusal_quotes_no_more_than_a_sentence_can_bear(acme: Crm) -> None:
    assert len(acme("show", "x" * 100_000).err) < 1_000


def _broken(_context: Context, args: Namespace) -> int:
    return int(args.word)


def _word(made: ArgumentParser, _tr: Translate) -> None:
    made.add_argument("word")


@pytest.fixture
def with_a_bug(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One command more, which has a bug."""
    entry._parser.cache_clear()
    group = SimpleNamespace(COMMANDS=(Command("break", "cli.about_check", _word, _broken),))
    monkeypatch.setattr(parser, "GROUPS", (*parser.GROUPS, group))
    yield
    entry._parser.cache_clear()


@pytest.mark.usefixtures("with_a_bug")
def test_a_bug_gives_a_report_without_the_users_words(crm: Crm, tmp_path: Path) -> None:
    done = crm("break", SECRET)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("DesktopCRM: something went wrong")
    assert "builtins.ValueError" in done.err
    assert "tests/cli/test_hostile.py:" in done.err
    written = (tmp_path / "data" / "log" / "desktopcrm.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in written
    assert SECRET not in done.err + written
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("with_a_bug")
def test_a_developer_gets_all_of_it(crm: Crm) -> None:
    with pytest.raises(ValueError, match="fishing"):
        crm("break", SECRET, "--log-level", "debug")


def test_commands_leave_their_events_and_no_words(acme: Crm, tmp_path: Path) -> None:
    acme("show", SECRET)
    written = (tmp_path / "data" / "log" / "desktopcrm.log").read_text(encoding="utf-8")
    assert "command.end code=0" in written
    assert "refused.errors." in written
    assert re.search(r"Acme|Ann|Siemens|王|fishing", written) is None
