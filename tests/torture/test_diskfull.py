"""The short form of T5: full disks, vanished files, read-only places, odd names."""

from __future__ import annotations

import os

import pytest

from tests.torture import diskfull
from tests.torture.outcome import Options

posix = pytest.mark.skipif(os.name != "posix", reason="an open file cannot be taken away there")


def told(**more: str) -> list[str]:
    count = int(more.pop("n", "1"))
    outcome = diskfull.run(Options(count, seed=2, more=more))
    print("\n".join(outcome.lines()))
    return outcome.failures


@pytest.mark.skipif(not diskfull.namespace(), reason="no mount namespaces here")
def test_a_full_disk_loses_nothing() -> None:
    assert told(only="full", n="1") == []


@posix
def test_a_file_that_vanishes_loses_nothing() -> None:
    assert told(only="vanish", n="8") == []


@posix
def test_what_may_only_be_read_can_be_read() -> None:
    assert told(only="rights") == []


def test_odd_names_work_or_are_refused_by_name() -> None:
    assert told(only="paths", paths="5") == []
