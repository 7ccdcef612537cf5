"""A lock waits for nobody: what still runs on the data is cut short, and that is said after unlocking."""

from __future__ import annotations

from threading import Event

from desktopcrm.services.records import NewRecord
from tests.ui.opening.conftest import Open, SealedFolder
from tests.ui.opening.test_locking import lock, unlock, unlocked
from ui.jobs import Progress
from ui.widgets.notice import InlineNotice

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def test_what_reads_without_end_holds_no_lock_up(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    store, reads = desk.context.app.store, Event()

    def work(_: Progress) -> None:
        with store.read() as tx:
            reads.set()
            tx.exec_driver_sql(ENDLESS).all()

    desk.context.jobs.start(work, lambda _: None, step=lambda *_: None)
    assert reads.wait(60)
    lock(desk)
    unlock(desk)
    desk.qtbot.waitUntil(lambda: (said := desk.find(InlineNotice, "notice")) is not None and said.isVisible())
    assert "half stored" in desk.get(InlineNotice, "notice").accessibleName()


def test_a_step_that_is_cut_short_was_never_there(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    app, writes = desk.context.app, Event()
    before = len(app.records.of_kind("account"))

    def work(_: Progress) -> None:
        with app.store.step("steps.erased") as tx:
            app.records.add(NewRecord("account", "Half Works"))
            writes.set()
            tx.exec_driver_sql(ENDLESS).all()

    desk.context.jobs.start(work, lambda _: None)
    assert writes.wait(60)
    desk.opening.idle.on_gone()
    desk.qtbot.waitUntil(lambda: not desk.context.is_open)
    unlock(desk)
    assert len(desk.context.app.records.of_kind("account")) == before
