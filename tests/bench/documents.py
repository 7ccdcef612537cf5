"""P10: the account plan as PDF against the bare compile of the same typst source with the same data."""

from __future__ import annotations

import itertools

import typst

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services import fonts, report_pdf
from desktopcrm.services.documents import DocumentRequest
from tests.bench.clock import Ratio, alternate, ratio
from tests.bench.data import TODAY

ROUNDS = 8


def plan_against_bare_compile(app: App, account: int) -> list[Ratio]:
    """Both warm; each round prints another name, so that nothing is answered from a cache."""
    request = DocumentRequest("plan", account, lang="en", level="own", day=TODAY)
    compiler = typst.Compiler(
        str(paths.resources() / "pdf" / "main.typ"),
        root=str(paths.resources() / "pdf"),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(fonts.font_folder())]),
        ignore_system_fonts=True,
    )
    sources = [_named(app, account, request, f"Floor Foundries {number}") for number in range(ROUNDS + 1)]
    ready = itertools.cycle(sources)
    names = (f"Deep Foundries {number}" for number in itertools.count())

    def floor() -> None:
        with app.store.read() as tx:
            tx.exec_driver_sql(
                "SELECT * FROM fact WHERE record_id IN (SELECT id FROM record WHERE account_id = ?)",
                (account,),
            ).all()
        compiler.compile(format="pdf", sys_inputs={"data": next(ready)}, pdf_standards=report_pdf.STANDARDS)

    def ours() -> None:
        app.records.rename(account, next(names))
        app.documents.make(request)

    samples = alternate(floor, ours, ROUNDS)
    return [ratio("P10", "plan as PDF (floor: bare compile of its source + query)", "≤ 1.2", samples)]


def _named(app: App, account: int, request: DocumentRequest, name: str) -> str:
    """The source's data for the account under another name."""
    app.records.rename(account, name)
    return report_pdf._data(app.documents.order(request)._model())
