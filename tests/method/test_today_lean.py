"""The lean reading tells the rules all they ask for: the same lines as from whole plans, on several days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest

from desktopcrm.app import App
from desktopcrm.domain.agenda import agenda
from desktopcrm.domain.agenda_facts import FIELDS
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Observation, Source
from desktopcrm.services.records import NewRecord
from desktopcrm.services.today import WANTED
from desktopcrm.storage import lean_reading, plans
from desktopcrm.storage.lean_plans import TOLD
from tests.bench.data import TODAY
from tests.bench.day_data import busy_accounts
from tests.method.conftest import Rep
from tests.method.purchase_world import World, on

SHIFTS = (-200, -40, -7, 0, 1, 5, 40)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Both samples and some busy accounts."""
    found = busy_accounts(cast("Path", tmp_path_factory.mktemp("lean")) / "data", 60)
    found.samples.add("en")
    found.samples.add("zh")
    yield found
    found.close()


@pytest.fixture(scope="module")
def both(app: App) -> list[tuple[Plan, Plan]]:
    """(whole, lean) of every account; nothing in this module writes to them."""
    with app.store.read() as tx:
        ids = plans.account_ids(tx)
        lean = lean_reading.read(tx, ids, WANTED, TODAY)
        return [(plans.get(tx, one.account.id, TODAY), one) for one in lean]


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_lean_plan_says_the_same_as_the_whole_one(
    app: App, both: list[tuple[Plan, Plan]], shift: int
) -> None:
    day = TODAY + timedelta(days=shift)
    found = [
        (agenda(whole.on(day), app.desk.catalogue), agenda(lean.on(day), app.desk.catalogue))
        for whole, lean in both
    ]
    assert len(found) > 60
    assert [one for one, other in found if one != other] == []
    assert sum(len(one.rows) for one, _ in found) > 0


class Watched(dict[tuple[int, str], tuple[Fact, ...]]):
    """A history that notes what is asked for."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.history)
        self.kinds = {record.id: record.kind for record in plan.records.values()}
        self.asked: dict[str, set[str]] = defaultdict(set)

    def get(self, key: tuple[int, str], default: object = None) -> tuple[Fact, ...]:  # type: ignore[override]
        self.asked[self.kinds[key[0]]].add(key[1])
        return super().get(key, cast("tuple[Fact, ...]", default))


def test_the_rules_ask_for_nothing_that_is_not_read(app: App, both: list[tuple[Plan, Plan]]) -> None:
    asked: dict[str, set[str]] = defaultdict(set)
    for whole, _ in both:
        for shift in SHIFTS:
            plan = whole.on(TODAY + timedelta(days=shift))
            history = Watched(plan)
            agenda(
                Plan(plan.account, plan.day, plan.records, history, plan.links, plan.events),
                app.desk.catalogue,
            )
            for kind, fields in history.asked.items():
                asked[kind] |= fields
    missing = {kind: fields - set(FIELDS.get(kind, ())) for kind, fields in asked.items()}
    assert {kind: fields for kind, fields in missing.items() if fields} == {}


def test_everything_that_is_read_is_asked_for_by_somebody(app: App) -> None:
    """No field is read for nothing: each is one of the catalogue."""
    catalogue = app.desk.catalogue
    assert [
        f"{kind}.{one}"
        for kind, fields in FIELDS.items()
        for one in fields
        if catalogue.find(kind, one) is None
    ] == []


def test_only_what_is_asked_for_is_read(both: list[tuple[Plan, Plan]]) -> None:
    for whole, lean in both:
        above = {whole.records[one.id].parent_id for one in lean.records.values()}
        assert [
            one.name for one in lean.records.values() if one.kind not in FIELDS and one.id not in above
        ] == []
        assert {name for _, name in lean.history} <= {
            TOLD,
            *(one for fields in FIELDS.values() for one in fields),
        }
        assert len(lean.history) < len(whole.history)


def test_a_lean_history_keeps_the_order_of_observations(both: list[tuple[Plan, Plan]]) -> None:
    for whole, lean in both:
        for key, past in lean.history.items():
            if key[1] == TOLD:
                continue
            assert [one.id for one in past] == [one.id for one in whole.history[key]]
            assert lean.value(*key) == whole.value(*key)
        assert lean.fact(0, "nothing") is None


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_lean_plan_knows_since_when_people_tell_us_things(
    both: list[tuple[Plan, Plan]], shift: int
) -> None:
    day = TODAY + timedelta(days=shift)
    found = [(whole.on(day).first_told(), lean.on(day).first_told()) for whole, lean in both]
    assert [one for one, other in found if one != other] == []
    assert any(one for one, _ in found) or shift < -100


def test_what_somebody_tells_of_another_house_is_no_talk_about_his_own(world: World) -> None:
    member = world.member("Anna Wells", kp_rank="first")
    told = Observation(Source("person", "", world.person(member)), seen_on=on(0))
    firm = world.app.records.add(NewRecord("firm", "Cognos"))
    elsewhere = world.app.accounts.add("Harbour Cranes")
    for record, field in ((firm, "strengths"), (elsewhere, "city")):
        world.app.facts.observe(record, field, "Bruges", told)
    assert first_told(world) == [{}, {}]
    world.app.facts.observe(world.account, "city", "Ghent", told)
    assert first_told(world) == [{world.person(member): on(0)}] * 2


def first_told(world: World) -> list[Mapping[int, date]]:
    """By the whole plan, and by the lean one."""
    with world.app.store.read() as tx:
        (lean,) = lean_reading.read(tx, [world.account], WANTED, on(40))
    return [world.plan(40).first_told(), lean.first_told()]


@pytest.mark.parametrize("kind", ["need", "key_point", "rival"])
def test_what_lies_under_something_put_away_is_put_away(rep: Rep, kind: str) -> None:
    """A kind that is not read for itself; of a rival also the company behind it."""
    app = rep.app
    app.desk.clock = lambda: TODAY
    account = app.accounts.add(f"Put away {kind}")
    above = (
        app.rivals.add(account, f"Rival of {account}")
        if kind == "rival"
        else app.records.add(NewRecord(kind, "Above", account))
    )
    facts = {"promise": "yes", "due": TODAY.isoformat()}
    app.records.add(NewRecord("action", "Send the offer", above, facts=facts))
    behind = app.records.get(above).ref_id
    for record in (above, behind):
        if record is None:
            continue
        assert [row.kind for row in app.today.page().rows if row.account_id == account] == ["promise"]
        app.records.archive(record)
        assert app.desk.plan(account).of("action") == ()
        assert [row for row in app.today.page().rows if row.account_id == account] == []
        app.records.restore(record)
