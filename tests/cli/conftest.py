"""A command line on a data folder of its own."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktopcrm.cli import main
from desktopcrm.services import unlocking


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


SMALL = (
    ("add", "account", "Acme 机械"),
    ("add", "person", "acme", "Ann Lee", "--set", "title=CFO"),
    ("add", "project", "acme", "Line 3"),
    ("add", "rival", "acme", "Siemens"),
    ("add", "product", "acme", "Old press"),
)


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one small account, made once by commands and copied for each test."""
    folder = tmp_path_factory.mktemp("small") / "data"
    with contextlib.redirect_stdout(io.StringIO()):
        for words in SMALL:
            assert main([*words, "--data", str(folder), "--ui-lang", "en"]) == 0
    return folder


@pytest.fixture
def acme(crm: Crm, small_folder: Path, tmp_path: Path) -> Crm:
    """The same with one small account."""
    shutil.copytree(small_folder, tmp_path / "data")
    return crm


PASSPHRASE, OTHER = "five blue whales dancing", "six green herons asleep"
KEY = re.compile(r"(?:[0-9A-Z]{5}-){7}[0-9A-Z]{5}")
Piped = Callable[..., Done]


@pytest.fixture
def piped(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """The same with lines of standard input."""

    def run(lines: tuple[str | bytes, ...], *words: str, lang: str = "en") -> Done:
        unlocking._guard._failed.clear()  # each command is a program of its own
        data = b"".join((one.encode() if isinstance(one, str) else one) + b"\n" for one in lines)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        return crm(*words, "--passphrase-stdin", lang=lang)

    return run


@pytest.fixture
def locked(acme: Crm, piped: Piped) -> str:
    """Encrypted data; the recovery key."""
    del acme
    done = piped((PASSPHRASE,), "lock-setup", "on")
    assert done.code == 0, done.err
    found = KEY.search(done.out)
    assert found is not None
    return found.group()
