"""The deeds that write a file for somebody else: an older one or a whole new one, never a half."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.services import recovery_sheet
from desktopcrm.services.report.request import DocumentRequest
from tests.torture.deeds import DEEDS, OLD, Deed, first, folder_of, opened
from tests.torture.nursery import Order
from tests.torture.standing import RECOVERY

DAY = date(2026, 5, 20)


def _export(name: str, write: Callable[[App, Path], object], begins: bytes, ends: bytes) -> Deed:
    def perform(order: Order) -> None:
        opened(order, lambda app: write(app, folder_of(order) / "out" / name))

    def made(folder: Path) -> str:
        there = sorted(one.name for one in (folder / "out").iterdir() if ".part" not in one.name)
        if there != [name]:
            raise AssertionError(f"strange files in the folder of exports: {there}")
        data = (folder / "out" / name).read_bytes()
        if data == OLD:
            return "as before"
        if not data.startswith(begins) or not data.rstrip().endswith(ends):
            raise AssertionError(f"half a file: {len(data)} bytes")
        return "written"

    return Deed(perform, made, file=name)


def _document(kind: str) -> Callable[[App, Path], object]:
    def write(app: App, file: Path) -> object:
        project = first(app, "project")
        account = app.records.get(project).account_id or 0
        return app.documents.save(DocumentRequest(kind, account, project, day=DAY), file)

    return write


def _visit(app: App, file: Path) -> object:
    return app.calendar.write(app.calendar.agreed(date(2020, 1, 1), date(2030, 1, 1))[:3], file)


def _sheet(_app: App, file: Path) -> object:
    return recovery_sheet.save(file, RECOVERY[0], "0" * 32, "en")


def _person(app: App, file: Path) -> object:
    return app.person_data.save(first(app, "person"), file)


PDF = (b"%PDF", b"%%EOF")
EXPORTS: dict[str, Deed] = {
    "plan": _export("plan.pdf", _document("plan"), *PDF),
    "brief": _export("brief.pdf", _document("brief"), *PDF),
    "checklist": _export("checklist.pdf", _document("checklist"), *PDF),
    "dump": _export("data.json", lambda app, file: app.exchange.dump(None, file), b"{", b"}"),
    "ics": _export("visits.ics", _visit, b"BEGIN:VCALENDAR", b"END:VCALENDAR"),
    "person-json": _export("person.json", _person, b"{", b"}"),
    "person-pdf": _export("person.pdf", _person, *PDF),
    "sheet": _export("sheet.pdf", _sheet, *PDF),
    "copy": _export("copy.db", lambda app, file: app.backups.save_copy(file), b"", b""),
}
ALL = {**DEEDS, **EXPORTS}
