"""One nursery for all tools that kill."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.torture.watcher import Nursery, lacking


@pytest.fixture(scope="package")
def nursery() -> Iterator[Nursery]:
    """Children to kill; skipped where the system has none."""
    if reason := lacking():
        pytest.skip(reason)
    with Nursery() as found:
        yield found
