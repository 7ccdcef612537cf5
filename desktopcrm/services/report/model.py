"""From a request and a plan to the model of one document. Pure: no database, no clock, no typst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.fieldtypes import Scope
from desktopcrm.domain.plan import Plan
from desktopcrm.errors import UserError
from desktopcrm.services.report import brief, checklist, plan, privacy, room
from desktopcrm.services.report.blocks import Json
from desktopcrm.services.report.request import KINDS, LEVELS, DocumentRequest
from desktopcrm.services.report.sheet import Rep, Sheet
from desktopcrm.texts import LANGUAGES, Texts

BRIEF_PAGES = 2
Model = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a document is made of, read once; afterwards no database is needed."""

    plan: Plan
    catalogue: Catalogue
    scope: Scope
    texts: Texts
    rep: Rep


def check(request: DocumentRequest) -> None:
    """Refuse in a sentence what cannot be made."""
    for value, allowed in ((request.kind, KINDS), (request.level, LEVELS), (request.lang, LANGUAGES)):
        if value not in allowed:
            raise UserError("report.no_such_choice", value=value, allowed=allowed)
    if request.level == "customer" and request.kind != "plan":
        raise UserError("report.only_inside")
    plan.chosen(request)


def sheet_of(request: DocumentRequest, material: Material) -> Sheet:
    """The plan as the reader may see it, in the document's language."""
    private = plan.wants_private(request)
    seen = privacy.visible(material.plan, material.catalogue, request.level, private, request.lang)
    rep = replace(material.rep, author=request.author or material.rep.author)
    tr = material.texts.bind(request.lang)
    return Sheet(seen, material.plan, material.catalogue, material.scope, tr, request, rep)


def drafts(request: DocumentRequest, material: Material) -> Iterator[Model]:
    """The document, from the fullest draft to the shortest: only a brief has more than one."""
    sheet = sheet_of(request, material)
    if request.kind == "brief":
        for step in room.ROOMS:
            yield brief.build(sheet, step)
    else:
        yield (checklist.build if request.kind == "checklist" else plan.build)(sheet)


def fitting(request: DocumentRequest, material: Material, pages: Callable[[Model], int]) -> Model:
    """The fullest draft that keeps to the pages there are; `pages` counts them."""
    found: Model = {}
    for found in drafts(request, material):
        if request.kind != "brief" or pages(found) <= BRIEF_PAGES:
            return found
    return found
