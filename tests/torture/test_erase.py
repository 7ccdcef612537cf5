"""The short form of T12, and the tool sees what it looks for."""

from __future__ import annotations

from pathlib import Path

from tests.torture import erase
from tests.torture.outcome import Options


def test_nothing_of_whom_was_erased_is_left_anywhere() -> None:
    outcome = erase.run(Options(4, seed=7))
    print("\n".join(outcome.lines()))
    assert outcome.failures == []
    assert int(outcome.figures["markers"]) >= 20


def test_the_tool_sees_a_marker_in_any_writing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("…秘密…".encode())
    (tmp_path / "b").write_bytes(b'"\\u79d8\\u5bc6"')
    assert list(erase.hits(tmp_path, ["秘密", "没有"])) == ["秘密 in a", "秘密 in b"]
