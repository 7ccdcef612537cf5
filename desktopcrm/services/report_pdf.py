"""Sets a report model as PDF or as page pictures. The only place that knows typst; knows no account and no word.

The model is a plain dict (see `desktopcrm.services.report.blocks`) and reaches the templates as data, never as
source, so that markup in a note prints literally. One warm compiler a process, behind one lock.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import typst

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.plain import plain
from desktopcrm.services import fonts
from desktopcrm.services.report.blocks import Json

Model = Mapping[str, Json]

TEXT_LIMIT = 20_000  # characters of one text; a longer one is cut and says so
TOTAL_LIMIT = 3_000_000  # characters of one document: some 1,000 pages
STANDARDS: typst.PDFStandards = ["a-2a", "ua-1"]
PREVIEW_PPI = 110
CUT = "…"
ANY_DAY = date(2000, 1, 1)

_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF. `substituted`: characters taken from the machine's fonts; `missing`: shown as empty boxes."""

    data: bytes
    pages: int
    archival: bool
    substituted: str = ""
    missing: str = ""


class Press:
    """The warm compiler. Every method may be called from any thread; one works at a time."""

    def __init__(self, font_folder: Callable[[], Path] = fonts.font_folder) -> None:
        self._font_folder = font_folder
        self._lock = threading.Lock()
        self._compilers: dict[bool, typst.Compiler] = {}

    def pdf(self, model: Model, day: date) -> Printed:
        """The model as PDF/A-2a + UA-1; the same model and day give the same bytes.

        Where the bundled fonts lack a character the machine's fonts are tried, then the standard is given up.
        Raises `UserError` where the document is too large.
        """
        text = _data(model)
        with self._lock:
            data, missing = self._attempt(text, day, system=False, standard=True)
            if data is not None:
                return Printed(data, self._count(system=False), archival=True)
            substituted = missing
            data, missing = self._attempt(text, day, system=True, standard=True)
            if data is not None:
                return Printed(data, self._count(system=True), archival=True, substituted=substituted)
            data, _ = self._attempt(text, day, system=True, standard=False)
            assert data is not None, "without a standard nothing is refused"
            kept = "".join(one for one in substituted if one not in missing)
            return Printed(data, self._count(system=True), archival=False, substituted=kept, missing=missing)

    def pages(self, model: Model, ppi: float = PREVIEW_PPI) -> list[bytes]:
        """The pages as PNG, with the machine's fonts where ours lack a character."""
        text = _data(model)
        with self._lock:
            _, missing = self._attempt(text, ANY_DAY, system=False, standard=True)
            compiler = self._compiler(system=bool(missing))
            made = compiler.compile(sys_inputs={"data": text}, format="png", ppi=ppi)
        if isinstance(made, list):
            return made
        return [] if made is None else [made]

    def page_count(self, model: Model) -> int:
        """Number of pages without making a file."""
        with self._lock:
            compiler = self._compiler(system=False)
            compiler.compile(sys_inputs={"data": _data(model)}, format="pdf")
            return self._count(system=False)

    def _compiler(self, system: bool) -> typst.Compiler:
        if system not in self._compilers:
            folder = paths.resources() / "pdf"
            loaded = typst.Fonts(
                include_system_fonts=system,
                include_embedded_fonts=False,
                font_paths=[str(self._font_folder())],
            )
            self._compilers[system] = typst.Compiler(
                str(folder / "main.typ"), root=str(folder), font_paths=loaded, ignore_system_fonts=not system
            )
        return self._compilers[system]

    def _attempt(self, text: str, day: date, system: bool, standard: bool) -> tuple[bytes | None, str]:
        """The file, or the characters that hinder it. Any other reason than characters is no PDF at all."""
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        try:
            made = self._compiler(system).compile(
                sys_inputs={"data": text},
                format="pdf",
                pdf_standards=STANDARDS if standard else None,
                timestamp=moment,
            )
        except typst.TypstError as error:
            missing = "".join(dict.fromkeys("".join(_MISSING.findall(error.diagnostic))))
            if not missing and not standard:
                raise  # our template is wrong: a bug, not the user's world
            return None, missing
        return (made if isinstance(made, bytes) else None), ""

    def _count(self, system: bool) -> int:
        return int(self._compiler(system).query("<pages>", field="value", one=True))


@lru_cache(maxsize=1)
def press() -> Press:
    """The one press of the process."""
    return Press()


def clean(text: str, limit: int = TEXT_LIMIT) -> str:
    """User's text as it may be printed: no controls, no marks that turn the direction, not longer than the limit."""
    kept = plain(text).replace("\t", " ")
    return kept if len(kept) <= limit else kept[:limit].rstrip() + CUT


def _cleaned(value: Json) -> Json:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_cleaned(one) for one in value]
    return value


def _data(model: Model) -> str:
    text = json.dumps(_cleaned(model), ensure_ascii=False, allow_nan=False)
    if len(text) > TOTAL_LIMIT:
        raise UserError("report.too_large")
    return text
