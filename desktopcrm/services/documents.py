"""Documents as a person asks for them: made, shown as pages, named, saved, several in one go.

Knows requests, plans and files. What is in a document is decided in `report`, how it is set in `report_pdf`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.files import free_place, safe_name, write_safely
from desktopcrm.services.report import front, model, plan
from desktopcrm.services.report.model import Material
from desktopcrm.services.report.request import DocumentRequest
from desktopcrm.services.report.sheet import Rep
from desktopcrm.storage import plans
from desktopcrm.texts import Texts

if TYPE_CHECKING:
    from desktopcrm.services.report_pdf import Printed

PPI = 110

Step = Callable[[int, int, str], None]
"""Told how far the work is; raises to stop it (the window's `Progress.step`)."""


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section as it is offered: `usual` ones are printed unless left out."""

    key: str
    title: str
    usual: bool


@dataclass(frozen=True, slots=True)
class Order:
    """A request with everything it needs. Made where the database is; carried out on any thread."""

    request: DocumentRequest
    material: Material

    def printed(self) -> Printed:
        """The PDF, with the characters that no font could show."""
        from desktopcrm.services.report_pdf import press

        return press().pdf(self._model(), self.material.plan.day)

    def pdf(self) -> bytes:
        return self.printed().data

    def pages(self, ppi: float = PPI) -> list[bytes]:
        """The same pages as PNG, for a preview."""
        from desktopcrm.services.report_pdf import press

        return press().pages(self._model(), ppi)

    def drafts(self) -> Iterator[model.Model]:
        """The report model, from the fullest draft to the shortest."""
        return model.drafts(self.request, self.material)

    def _model(self) -> model.Model:
        from desktopcrm.services.report_pdf import press

        return model.fitting(self.request, self.material, press().page_count)


@dataclass(slots=True)
class Batch:
    """What became of several documents; `failed` pairs the account's name with the reason."""

    written: list[Path] = field(default_factory=list)
    failed: list[tuple[str, UserError]] = field(default_factory=list)


class Documents:
    def __init__(self, desk: Desk, texts: Texts) -> None:
        self._desk = desk
        self._texts = texts

    def withheld(self, request: DocumentRequest) -> int:
        """How many private facts about people an own plan leaves out because nobody asked for them."""
        if request.kind != "plan" or request.level != "own" or plan.wants_private(request):
            return 0
        return front.withheld(model.sheet_of(request, self.order(request).material))

    def order(self, request: DocumentRequest) -> Order:
        """Read what the document needs. Raises `UserError` for a request that cannot be met."""
        model.check(request)
        found = self._desk.plan(request.account_id, request.day)
        if request.project_id is not None and request.project_id not in found.records:
            raise UserError("errors.record_gone")
        preferences = self._desk.preferences
        rep = Rep(
            preferences.text("author"),
            preferences.text("company"),
            preferences.text("author.phone"),
            preferences.text("author.email"),
        )
        scope = self._desk.scope(found, request.lang)
        return Order(request, Material(found, self._desk.catalogue, scope, self._texts, rep))

    def make(self, request: DocumentRequest) -> bytes:
        """The document as PDF."""
        return self.order(request).pdf()

    def pages(self, request: DocumentRequest, ppi: float = PPI) -> list[bytes]:
        """The document as PNG pages."""
        return self.order(request).pages(ppi)

    def sections(self, level: str, lang: str) -> list[SectionChoice]:
        """What a plan can hold for a reader, in the usual order."""
        tr = self._texts.bind(lang)
        return [
            SectionChoice(one.key, tr(f"report.section_{one.key}"), one.usual)
            for one in plan.sections_for(level)
        ]

    def file_name(self, request: DocumentRequest) -> str:
        """A name that says what it is and that every system takes: “Account plan Acme 2026-05-20.pdf”."""
        with self._desk.store.read() as tx:
            account = plans.get_record(tx, request.account_id)
        kind = "mutual" if request.level == "customer" else request.kind
        title = self._texts.t(f"report.kind_{kind}", request.lang)
        day = request.day or self._desk.today()
        return f"{safe_name(f'{title} {account.name}')} {day.isoformat()}.pdf"

    def save(self, request: DocumentRequest, file: Path) -> Printed:
        """Make it and write it. An existing file is replaced only by a whole new one, never through a link."""
        printed = self.order(request).printed()
        write_safely(file, printed.data)
        return printed

    def batch(self, requests: Sequence[DocumentRequest], folder: Path, step: Step = lambda *_: None) -> Batch:
        """Several documents into a folder. One that fails does not stop the rest; whatever `step` raises does."""
        done = Batch()
        for number, request in enumerate(requests):
            name = self.file_name(request)
            step(number, len(requests), name)
            try:
                target = free_place(folder, name)
                self.save(request, target)
                done.written.append(target)
            except UserError as error:
                done.failed.append((name, error))
        step(len(requests), len(requests), "")
        return done
