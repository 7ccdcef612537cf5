"""Every way in which words of the user reach the data folder: one function a way, each with one word."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

from desktopcrm import logs
from desktopcrm.app import App
from desktopcrm.domain.records import Observation, Source
from desktopcrm.errors import UserError
from desktopcrm.services.decisions import NewDecision
from desktopcrm.services.log_entry import Entry
from desktopcrm.services.objections import NewRejection
from desktopcrm.services.overlay import OwnFieldRequest
from desktopcrm.services.questions import NewQuestion
from desktopcrm.services.records import NewRecord
from desktopcrm.services.report.request import DocumentRequest
from desktopcrm.services.today_deeds import NewVisit


class Desk:
    """An open application with an account, a person and a purchase that words can be written about."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.account = app.accounts.add("Northfield Castings")
        self.person = app.records.add(NewRecord("person", "Ann Lee", self.account))
        self.project = app.projects.add(self.account, "Line 3")

    def record(self, kind: str, name: str, **facts: str) -> int:
        return self.app.records.add(NewRecord(kind, name, self.account, facts=facts))

    def file(self, **more: object) -> bytes:
        account = {"uid": "acme", "name": "Acme", "created_on": "2026-02-02", **more}
        body = {"format": "desktopcrm-account", "version": 1, "accounts": [account]}
        return json.dumps(body, ensure_ascii=False).encode()


Input = Callable[[Desk, str], object]


def _log(desk: Desk, word: str) -> None:
    plan = desk.app.desk.plan(desk.account)
    text = f"{word} said so, @{word} Smith, #{word} need, +{word} promise tomorrow, ?{word} question"
    desk.app.log.store(Entry(desk.account, desk.app.log.read(plan, text, desk.project)))


def _undone(desk: Desk, word: str) -> None:
    desk.record("note", word)
    desk.app.store.undo()


def _deleted(desk: Desk, word: str) -> None:
    desk.app.records.delete(desk.app.accounts.add(word))


def _renamed(desk: Desk, word: str) -> None:
    person = desk.app.records.add(NewRecord("person", word, desk.account))
    desk.app.records.rename(person, f"{word} again")


def _crash(desk: Desk, word: str) -> None:
    try:
        desk.app.accounts.find(word)
    except UserError as refused:
        logs.refusal(refused)
    try:
        raise RuntimeError(f"a bug about {word}")
    except RuntimeError as bug:
        logs.crash(bug)


def _document(desk: Desk, word: str) -> None:
    request = DocumentRequest("brief", desk.account, people=(desk.person,), purpose=word)
    assert desk.app.documents.order(request).pdf()


def _imported(desk: Desk, word: str) -> None:
    facts = [{"field": "plans", "value": word, "note": f"{word} note", "source": {"text": f"{word} source"}}]
    desk.app.exchange.load_bytes(
        desk.file(facts=facts, records=[{"uid": "p", "kind": "person", "name": word}]), "x.json"
    )


def _misfit(desk: Desk, word: str) -> None:
    facts = [{"field": "employees", "value": f"{word} many"}, {"field": "no_such_field", "value": word}]
    desk.app.exchange.load_bytes(desk.file(uid="other", facts=facts), f"{word}.json", misfits=True)


def _refused_file(desk: Desk, word: str) -> None:
    try:
        desk.app.exchange.load_bytes(desk.file(facts=[{"field": "employees", "value": word}]), f"{word}.json")
    except UserError as refused:
        logs.refusal(refused)


def _seen(word: str) -> Observation:
    return Observation(Source("", f"{word} source"), note=f"{word} note")


INPUTS: dict[str, Input] = {
    "name of an account": lambda desk, word: desk.app.accounts.add(word),
    "field of an account": lambda desk, word: desk.app.facts.observe(desk.account, "plans", word),
    "source and note of a fact": lambda desk, word: desk.app.facts.observe(
        desk.account, "city", "Bonn", _seen(word)
    ),
    "name of a person": lambda desk, word: desk.record("person", word),
    "private field": lambda desk, word: desk.app.facts.observe(desk.person, "children", word),
    "another name": lambda desk, word: desk.app.records.rename(desk.record("person", "Bo"), word),
    "note": lambda desk, word: desk.record("note", word),
    "title of a purchase": lambda desk, word: desk.app.projects.add(desk.account, word),
    "buying team": lambda desk, word: desk.app.projects.add_member(desk.project, word),
    "checklist": lambda desk, word: desk.app.projects.tick(desk.project, "1a", "yes", _seen(word)),
    "why paused": lambda desk, word: desk.app.projects.pause(desk.app.projects.add(desk.account, "P"), word),
    "why lost": lambda desk, word: desk.app.projects.lose(desk.app.projects.add(desk.account, "L"), word),
    "sentence of a purchase": lambda desk, word: desk.app.classes.set_sentence(desk.project, "forward", word),
    "rival": lambda desk, word: desk.app.rivals.add(desk.account, word),
    "contender": lambda desk, word: desk.app.rivals.add_contender(desk.project, word),
    "product": lambda desk, word: desk.record("product", word),
    "need": lambda desk, word: desk.record("need", word),
    "action": lambda desk, word: desk.record("action", word),
    "visit": lambda desk, word: desk.app.today.plan_visit(
        NewVisit(desk.account, date.today() + timedelta(days=3), objective=word, place=f"{word} hall")
    ),
    "log": _log,
    "question": lambda desk, word: desk.app.questions.ask(NewQuestion(desk.account, word)),
    "rejection": lambda desk, word: desk.app.objections.heard(
        NewRejection(desk.account, desk.app.desk.catalogue.objections[0].key, words=word)
    ),
    "decision": lambda desk, word: desk.app.decisions.take(
        NewDecision(desk.account, f"flag.{word}", "acknowledged", word, reason=f"{word} reason")
    ),
    "own field": lambda desk, word: desk.app.overlay.add_field(
        OwnFieldRequest("account", desk.app.desk.catalogue.fields("account")[0].block, word)
    ),
    "own checklist item": lambda desk, word: desk.app.overlay.add_item(2, word),
    "why tuned": lambda desk, word: desk.app.rules.tune("look_ahead", "days", 9, word),
    "draft": lambda desk, word: desk.app.drafts.put("log.1", word),
    "place of a draft": lambda desk, word: desk.app.drafts.put(f"field.{word}", "begun"),
    "setting": lambda desk, word: desk.app.preferences.put("author", word),
    "setting of a screen": lambda desk, word: desk.app.preferences.put("accounts.search", word),
    "undone": _undone,
    "deleted": _deleted,
    "renamed": _renamed,
    "crash and refusal": _crash,
    "document": _document,
    "loaded file": _imported,
    "loaded misfits": _misfit,
    "refused file": _refused_file,
}
