"""A command line on a data folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktopcrm.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Crm = Callable[..., Done]


@pytest.fixture
def crm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Crm:
    """Runs a command as a user would, in this process; English unless said otherwise."""

    def run(*words: str, lang: str = "en") -> Done:
        code = main([*words, "--data", str(tmp_path / "data"), "--ui-lang", lang])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


@pytest.fixture
def acme(crm: Crm) -> Crm:
    """The same with one small account."""
    crm("add", "account", "Acme 机械")
    crm("add", "person", "acme", "Ann Lee", "--set", "title=CFO")
    crm("add", "project", "acme", "Line 3")
    crm("add", "rival", "acme", "Siemens")
    crm("add", "product", "acme", "Old press")
    return crm
