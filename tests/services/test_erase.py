"""Erasing a person: nothing of him stays, nothing of anybody else goes."""

from __future__ import annotations

from contextlib import closing

import pytest

from desktopcrm.app import App
from desktopcrm.domain import begun
from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.begun import Line
from desktopcrm.domain.changes import ChangeSet
from desktopcrm.domain.day_change import Change
from desktopcrm.services.objections import NewRejection
from desktopcrm.services.questions import NewQuestion, Skipped
from desktopcrm.services.records import NewRecord
from tests.method.purchase_world import World, on


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


def _said(app: App) -> str:
    return " ".join(str(step.params) for step in app.history.steps())


@pytest.mark.parametrize("name", ['James "Bo" Hall', "Back\\slash Hall", "欧阳喆镕"])
def test_no_step_keeps_the_name(app: App, account: int, name: str) -> None:
    person = app.records.add(NewRecord("person", name, account))
    app.erasing.erase(person)
    assert name not in _said(app)
    assert "Northfield Castings" in _said(app)


def test_no_step_keeps_an_earlier_name(app: App, account: int) -> None:
    person = app.records.add(NewRecord("person", "Anna Maiden", account))
    app.records.rename(person, "Anna Wells")
    member = app.records.add(
        NewRecord("member", "The Wells woman", app.projects.add(account, "Line 2"), person)
    )
    app.erasing.erase(person)
    assert "Maiden" not in _said(app)
    assert "Wells" not in _said(app)
    assert member not in {one.id for one in app.records.of_kind("member")}


def test_no_step_keeps_what_a_note_at_him_was_called(app: App, account: int) -> None:
    person = app.records.add(NewRecord("person", "Anna Wells", account))
    app.records.add(NewRecord("note", "Tired of it all", person))
    app.records.delete(app.records.add(NewRecord("note", "Ill since spring", person)))
    app.erasing.erase(person)
    assert "Tired" not in _said(app)
    assert "Ill since" not in _said(app)
    assert "Northfield Castings" in _said(app)


def test_what_goes_is_told_before(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", account, facts={"title": "Buyer"}))
    app.facts.observe(account, "plans", "Anna Wells decides")
    app.facts.observe(account, "changes", "ask Anna first")
    at_her = (("facts", str(gone)), ("field_title", ""))
    begun_at_her = Line(("account", account, "", f"record_{gone}"), at_her, "Head of")
    app.drafts.put(begun.LINES, begun.pack_lines([begun_at_her]))
    app.backups.make("hand")
    plan = app.erasing.plan(gone)
    assert (plan.counts.facts, plan.counts.drafts, len(plan.backups)) == (1, 1, 1)
    assert [one.text for one in plan.mentions] == ["Anna Wells decides"]
    assert [(one.text, one.field) for one in plan.doubtful] == [("ask Anna first", "changes")]
    app.erasing.erase(gone)
    assert app.desk.plan(account).value(account, "changes") == "ask Anna first"
    assert app.drafts.every() == ()


def test_backups_forget_him_on_the_day_that_was_told(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", account))
    uid = app.records.get(gone).uid
    app.backups.make("hand")
    app.erasing.erase(gone)
    assert app.backups.holding((uid,))
    assert not app.erasing.is_purge_due()
    day = app.erasing.waiting()[0].purge_on
    app.desk.clock = lambda: day
    assert app.erasing.is_purge_due()
    assert app.erasing.purge_due() > 0
    assert app.backups.holding((uid,)) == ()
    assert app.erasing.waiting() == []


def test_a_backup_made_while_he_was_deleted_does_not_bring_him_back_by_undo(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "Anna Maiden", account))
    app.records.rename(gone, "Anna Wells")
    app.facts.observe(gone, "title", "Ill since spring")
    app.facts.observe(account, "plans", "Anna Wells decides")
    app.records.delete(gone)
    app.backups.make("hand")
    app.history.undo()
    assert len(app.erasing.plan(gone).backups) == 1
    app.erasing.erase(gone, at_once=True)
    assert app.erasing.purge_due() == 1
    for word in (b"Anna Wells", b"Anna Maiden", b"Ill since"):
        assert [one for one in app.folder.rglob("*.db") if word in one.read_bytes()] == []
    app.backups.restore(app.backups.list()[-1])
    app.close()
    with closing(App.open(app.folder)) as again:
        assert again.history.next_undo() is None
        assert again.records.of_kind("person") == []


def test_the_screens_hear_of_it_and_the_history_says_so(app: App, account: int) -> None:
    person = app.records.add(NewRecord("person", "Anna Wells", account))
    told: list[ChangeSet] = []
    app.store.bus.subscribe(told.append)
    app.erasing.erase(person)
    assert [one.touches(account) for one in told] == [True]
    assert app.history.steps(1)[0].label == "steps.erased"
    assert app.history.next_undo() is None


@pytest.mark.parametrize("other", ["张伟", "张伟明"])
def test_somebody_else_of_that_name_keeps_it(app: App, account: int, other: str) -> None:
    elsewhere = app.accounts.add("Beta")
    gone = app.records.add(NewRecord("person", "张伟", account))
    left = app.records.add(NewRecord("person", other, elsewhere))
    app.facts.observe(account, "city", f"{other}在苏州")
    app.facts.observe(elsewhere, "city", f"{other}在无锡")
    assert app.erasing.mentions(gone) == 1
    app.erasing.erase(gone)
    assert app.records.get(left).name == other
    assert app.desk.plan(elsewhere).value(elsewhere, "city") == f"{other}在无锡"
    assert "张伟" not in app.desk.plan(account).value(account, "city")


def test_a_name_that_nobody_shares_is_blanked_in_every_account(app: App, account: int) -> None:
    elsewhere = app.accounts.add("Beta")
    gone = app.records.add(NewRecord("person", "Anna Wells", account))
    app.facts.observe(elsewhere, "city", "where Anna Wells grew up")
    assert app.erasing.mentions(gone) == 1
    app.erasing.erase(gone)
    assert "Anna Wells" not in app.desk.plan(elsewhere).value(elsewhere, "city")


def test_his_own_facts_are_no_mentions(app: App, account: int) -> None:
    gone = app.records.add(
        NewRecord("person", "Anna Wells", account, facts={"family_situation": "Anna Wells has two sons"})
    )
    assert app.erasing.mentions(gone) == 0


def _row(app: App, kind: str) -> Row:
    return next(row for row in app.today.page().rows if row.kind == kind)


def _busy(app: App, name: str, other: str) -> tuple[World, int]:
    """Everything that the program words with a person's name, about a first key person nobody has met."""
    world = World(app)
    first, helper = (world.member(one) for one in (name, other))
    world.know(first, kp_rank="first")
    person = world.person(first)
    app.facts.observe(person, "birthday", on(0).isoformat().replace("2026", "1976"))
    world.to_stage(4)
    world.contact("visit", 0, helper)
    app.clocks.start_hop(world.project, world.person(helper), person)
    for flag in app.flags.of(world.account):
        app.flags.accept(world.account, flag.subject, "We know")
    app.objections.heard(NewRejection(world.account, "material", person, world.project))
    app.questions.ask(NewQuestion(world.account, f"Does {name} sign alone?", person))
    app.today.change_day(_row(app, "hop").subject, Change(minutes=30))
    app.today.change_day(_row(app, "birthday").subject, Change(out=True))
    app.today.snooze(_row(app, "birthday"), "Later")
    uid = app.records.get(first).uid
    skipped = Skipped(world.account, f"ask:{uid}:member.kp_need", "4", f"Does {name} feel the need?")
    app.questions.unknowable(skipped, "Nobody can tell")
    return world, person


def _everything(app: App) -> str:
    tables = ("record", "fact", "link", "step", "change", "summary", "lean")
    with app.store.read() as tx:
        return " ".join(str(row) for table in tables for row in tx.exec_driver_sql(f"SELECT * FROM {table}"))


@pytest.mark.parametrize(
    ("name", "other"),
    [("Anna Wells", "Bo Hall"), ("Zelda", "Bo Hall"), ("王", "李强"), ("Ann", "Hannah Reed")],
)
def test_nothing_that_the_program_worded_keeps_the_name_or_the_person(
    app: App, name: str, other: str
) -> None:
    world, person = _busy(app, name, other)
    plan = world.plan()
    gone = [one.uid for one in plan.records.values() if person in (one.id, one.ref_id)]
    assert len(gone) == 2
    titles = [
        one.name for one in plan.records.values() if name in one.name and person not in (one.id, one.ref_id)
    ]
    assert {f"{other} → {name}", f"Does {name} sign alone?"} <= set(titles)
    app.erasing.erase(person)
    left = _everything(app)
    assert [one for one in (*gone, *titles) if one in left] == []
    assert world.plan().of("hop") == ()
    assert name not in left.replace(other, "")
    assert other in {one.name for one in world.plan().of("person")}


def test_a_name_he_had_before_goes_from_what_was_worded_then(app: App) -> None:
    _, person = _busy(app, "Anna Maiden", "Bo Hall")
    app.records.rename(person, "Anna Wells")
    assert app.erasing.mentions(person) > 3
    app.erasing.erase(person)
    assert "Maiden" not in _everything(app)


def test_what_was_decided_about_others_stays(app: App) -> None:
    world, person = _busy(app, "Zelda", "Bo Hall")
    accepted = [flag.subject for flag in app.flags.of(world.account) if flag.accepted]
    before = len(world.plan().of("decision"))
    app.erasing.erase(person)
    kept = {world.plan().value(one.id, "subject") for one in world.plan().of("decision")}
    assert set(accepted) <= kept
    assert before - len(world.plan().of("decision")) == 4
