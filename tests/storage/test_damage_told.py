"""A failure over a damaged file is told as damage, not as a bug of the program."""

from __future__ import annotations

from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from tests.services.test_lost_records import pages_of
from tests.services.test_recovery import PAGE


def test_an_index_that_tells_something_else_than_its_table_is_damage(tmp_path: Path) -> None:
    """Each page is whole, one of them stands in the place of another: what is read through it has the wrong kind."""
    app = App.open(tmp_path)
    app.samples.add("en")
    assert app.store.damage(TypeError("as from our own code")) is None
    app.close()
    wrong, other = (min(pages_of(tmp_path, None, name)) for name in ("record_ref", "link_to"))
    file = tmp_path / paths.DATABASE_NAME
    data = bytearray(file.read_bytes())
    data[(wrong - 1) * PAGE : wrong * PAGE] = data[(other - 1) * PAGE : other * PAGE]
    file.write_bytes(data)
    app = App.open(tmp_path)
    said = app.store.damage(TypeError("as from what was read"))
    app.close()
    assert said is not None
    assert said.key == "errors.database_damaged"
