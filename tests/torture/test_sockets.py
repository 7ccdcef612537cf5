"""The short form of T13: a walk through the product where every internet socket is death; and the guard does kill."""

from __future__ import annotations

import pytest

from tests.torture import sockets
from tests.torture.deaf import lacking

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking() or "-")


def test_the_product_works_where_every_internet_socket_is_death() -> None:
    assert sockets.walk(pages=2) == ""


def test_the_guard_kills_for_the_internet_and_for_nothing_else() -> None:
    assert sockets.guard_holds() == []
