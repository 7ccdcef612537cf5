"""Reads links and stage events of the file. Knows ends and kinds; the rules of a course are in `rules`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.services.exchange.incoming import (
    Counter,
    WantedEvent,
    WantedLink,
    WantedRecord,
    is_lasting,
    moment,
    text_of,
)
from desktopcrm.services.exchange.names import Names
from desktopcrm.services.exchange.shapes import EventShape, LinkShape, refused
from desktopcrm.services.exchange.values import field_of


class Lines:
    """`homes`: (record uid, field of the file) → uid of the note that a fact without a field became."""

    def __init__(self, names: Names, catalogue: Catalogue, homes: Mapping[tuple[str, str], str]) -> None:
        self._names = names
        self._catalogue = catalogue
        self._homes = homes
        self._counter = Counter()

    def links(self, account: WantedRecord, shapes: Sequence[LinkShape]) -> list[WantedLink]:
        found = []
        for index, shape in enumerate(shapes):
            path = f"{account.path}.links[{index}]"
            from_uid = self._end(f"{path}.from", account, shape.from_)
            to_uid, field = self._target(path, self._end(f"{path}.to", account, shape.to), shape.field)
            if from_uid == to_uid and not field:
                raise refused(path, "errors.link_to_itself")
            self._check_people(path, shape.kind, from_uid, to_uid)
            uid = (
                shape.uid if is_lasting(shape.uid) else self._counter.uid(shape.kind, from_uid, to_uid, field)
            )
            note = text_of(f"{path}.note", shape.note)
            found.append(WantedLink(path, uid, shape.kind, from_uid, to_uid, field, note, shape.created_on))
        return found

    def _end(self, path: str, account: WantedRecord, text: str) -> str:
        uid = self._names.find(account.uid, text)
        if not uid:
            raise refused(path, "errors.load_points_nowhere", uid=text)
        return uid

    def _target(self, path: str, uid: str, field: str) -> tuple[str, str]:
        """Where a line to a fact ends; a fact that became a note is that note's text."""
        if not field:
            return uid, ""
        found = field_of(self._catalogue, self._names.kind(uid), field)
        if found is not None:
            return uid, found.key
        note = self._homes.get((uid, field))
        if note is not None:
            return note, "text"
        if is_removed(field):
            return uid, field
        raise refused(f"{path}.field", "errors.field_unknown", field=field, kind=self._names.kind(uid))

    def _check_people(self, path: str, kind: str, from_uid: str, to_uid: str) -> None:
        if kind != "reports_to":
            return
        for end, uid in (("from", from_uid), ("to", to_uid)):
            if self._names.kind(uid) != "person":
                raise refused(f"{path}.{end}", "errors.load_source_person", name=self._names.name(uid))

    def events(self, account: WantedRecord, shapes: Sequence[EventShape]) -> list[WantedEvent]:
        found = []
        for index, shape in enumerate(shapes):
            path = f"{account.path}.events[{index}]"
            project = self._end(f"{path}.project", account, shape.project)
            if self._names.kind(project) != "project":
                raise refused(f"{path}.project", "errors.load_not_a_project", name=self._names.name(project))
            at = moment(f"{path}.recorded_at", shape.recorded_at)
            uid = shape.uid if is_lasting(shape.uid) else self._counter.uid(project, shape.kind, shape.stage)
            reason = text_of(f"{path}.reason", shape.reason)
            known = at is not None and is_lasting(shape.uid)
            made = (project, shape.kind, shape.stage, shape.day)
            found.append(WantedEvent(path, uid, *made, reason, shape.open_items, at, known))
        return found


def is_removed(field: str) -> bool:
    """Keys of own fields may outlive their definition."""
    return "own." in field
