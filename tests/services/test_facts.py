"""Facts are observations: with source, day and certainty, superseded and never overwritten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.app import App
from desktopcrm.domain.coverage import coverage
from desktopcrm.domain.key_points import resting_on
from desktopcrm.domain.records import Observation, Source
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord

TODAY = date.today()


def _seen(days_ago: int, certainty: str = "") -> Observation:
    return Observation(Source("document", "Annual report"), certainty, TODAY - timedelta(days=days_ago))


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


def test_a_newer_observation_supersedes_the_older_one(app: App, account: int) -> None:
    app.facts.observe(account, "employees", "400", _seen(100))
    stored = app.facts.observe(account, "employees", "450", _seen(10))
    assert stored.is_current
    plan = app.desk.plan(account)
    assert plan.value(account, "employees") == "450"
    assert [fact.value for fact in plan.past(account, "employees")] == ["450", "400"]


def test_an_older_observation_written_later_goes_into_the_history(app: App, account: int) -> None:
    app.facts.observe(account, "employees", "450", _seen(10))
    stored = app.facts.observe(account, "employees", "400", _seen(100))
    assert not stored.is_current
    assert app.desk.plan(account).value(account, "employees") == "450"


def test_clearing_keeps_what_was_known(app: App, account: int) -> None:
    app.facts.observe(account, "employees", "450", _seen(10))
    app.facts.clear(account, "employees")
    plan = app.desk.plan(account)
    assert plan.fact(account, "employees") is None
    assert [fact.value for fact in plan.past(account, "employees")] == ["", "450"]


def test_forgetting_an_observation_brings_the_one_before_it_back(app: App, account: int) -> None:
    app.facts.observe(account, "employees", "400", _seen(100))
    wrong = app.facts.observe(account, "employees", "4500", _seen(10))
    app.facts.forget(wrong.fact.id)
    assert app.desk.plan(account).value(account, "employees") == "400"


def test_correcting_mends_an_observation_in_place(app: App, account: int) -> None:
    stored = app.facts.observe(account, "employees", "400", _seen(100))
    app.facts.correct(stored.fact.id, Observation(Source("own_eyes"), "written"), "410")
    fact = app.desk.plan(account).fact(account, "employees")
    assert fact is not None
    assert (fact.value, fact.certainty, fact.source.kind) == ("410", "written", "own_eyes")
    assert fact.seen_on == TODAY - timedelta(days=100)


def test_the_same_observation_twice_is_stored_once(app: App, account: int) -> None:
    for _ in range(2):
        app.facts.observe(account, "employees", "400", _seen(10))
    assert len(app.desk.plan(account).past(account, "employees")) == 1


def test_a_source_named_like_a_person_is_that_person(app: App, account: int) -> None:
    person = app.records.add(NewRecord("person", "Anna Wells", account))
    stored = app.facts.observe(account, "employees", "400", Observation(Source("", "anna wells")))
    assert stored.fact.source == Source("person", "", person)


def test_whom_a_fact_names_can_be_added_in_the_same_step(app: App, account: int) -> None:
    project = app.projects.add(account, "Third furnace")
    app.records.add(NewRecord("person", "Anna Wells", account))
    before = app.history.steps()
    app.facts.observe_new_person(project, "influencers", "Anna Wells, Tom  Reed、Ida Holt")
    plan = app.desk.plan(account)
    people = {one.name: one.uid for one in plan.of("person")}
    assert set(people) == {"Anna Wells", "Tom Reed", "Ida Holt"}
    wanted = [people[name] for name in ("Anna Wells", "Tom Reed", "Ida Holt")]
    assert plan.value(project, "influencers").split(",") == wanted
    app.history.undo()
    plan = app.desk.plan(account)
    assert [one.name for one in plan.of("person")] == ["Anna Wells"]
    assert plan.fact(project, "influencers") is None
    assert len(app.history.steps()) == len(before) + 1


def test_a_refused_fact_adds_nobody(app: App, account: int) -> None:
    project = app.projects.add(account, "Third furnace")
    tomorrow = Observation(seen_on=TODAY + timedelta(days=1))
    with pytest.raises(UserError):
        app.facts.observe_new_person(project, "decision_maker", "Tom Reed", tomorrow)
    assert app.desk.plan(account).of("person") == ()


def test_a_refused_value_leaves_nothing_behind(app: App, account: int) -> None:
    rival = app.rivals.add(account, "Hartmann")
    before = app.history.steps()
    with pytest.raises(UserError) as refused:
        app.facts.observe(rival, "market_share", "130")
    assert "130" in app.texts.of_error(refused.value, "en")
    assert app.history.steps() == before
    assert app.desk.plan(account).fact(rival, "market_share") is None


def test_a_fact_cannot_be_seen_tomorrow(app: App, account: int) -> None:
    with pytest.raises(UserError) as refused:
        app.facts.observe(account, "employees", "400", Observation(seen_on=TODAY + timedelta(days=1)))
    assert refused.value.key == "errors.seen_in_future"


def test_certainty_counts_in_coverage(app: App, account: int) -> None:
    found = []
    for certainty in ("rumour", "twice", "written"):
        app.facts.observe(account, "plans", "A second foundry", _seen(3, certainty))
        app.facts.forget(app.desk.plan(account).past(account, "plans")[0].id)
        app.facts.observe(account, "plans", "A second foundry", _seen(2, certainty))
        found.append(coverage(app.desk.plan(account), app.desk.catalogue, TODAY).layers["point"].known)
        app.facts.forget(app.desk.plan(account).past(account, "plans")[0].id)
    assert found == sorted(found)
    assert len(set(found)) == 3


def test_a_stale_fact_no_longer_counts(app: App, account: int) -> None:
    field = app.desk.catalogue.field("account", "plans")
    app.facts.observe(account, "plans", "A second foundry", _seen(0, "written"))
    plan, catalogue = app.desk.plan(account), app.desk.catalogue
    last_day = TODAY + timedelta(days=field.stale_after)
    assert coverage(plan, catalogue, last_day).blocks["development"].known == field.weight
    assert coverage(plan, catalogue, last_day + timedelta(days=1)).blocks["development"].known == 0


def test_a_whole_account_can_be_read_as_of_a_day(app: App, account: int) -> None:
    project = app.projects.add(account, "Third furnace", TODAY - timedelta(days=60))
    app.facts.observe(project, "probability", "10", _seen(50))
    app.facts.observe(project, "probability", "75", _seen(5))
    app.records.add(NewRecord("person", "Anna Wells", account))
    then = app.desk.plan(account, TODAY - timedelta(days=30))
    assert then.value(project, "probability") == "10"
    assert then.of("person") == ()
    assert app.desk.plan(account, TODAY - timedelta(days=70)).of("project") == ()


def test_an_own_field_lives_like_any_other(app: App, account: int) -> None:
    from desktopcrm.services.overlay import OwnFieldRequest

    key = app.overlay.add_field(OwnFieldRequest("account", "contact", "Works council", ask="Who leads it?"))
    app.facts.observe(account, "Works council", "Meets on Mondays")
    assert app.desk.plan(account).value(account, key) == "Meets on Mondays"
    assert app.desk.catalogue.field("account", key).is_own
    app.history.undo()
    app.history.undo()
    assert app.desk.catalogue.find("account", key) is None


def test_an_own_item_stands_in_the_checklist_of_its_stage(app: App, account: int) -> None:
    key = app.overlay.add_item(3, "Works council heard", mandatory=True)
    project = app.projects.add(account, "Third furnace")
    app.projects.tick(project, "Works council heard", "yes")
    assert app.desk.plan(account).value(project, f"check.{key}") == "yes"
    assert app.desk.catalogue.stage(3).item[-1].is_own


def test_a_key_point_rests_on_a_fact_only_while_it_is_known(app: App, account: int) -> None:
    app.facts.observe(account, "employees", "600")
    point = app.records.add(NewRecord("key_point", "They grow too fast for one line", account))
    app.records.link("rests_on", point, account, "employees")
    assert resting_on(app.desk.plan(account), point) == ((account, "employees"),)
    app.facts.clear(account, "employees")
    assert resting_on(app.desk.plan(account), point) == ()
    with pytest.raises(UserError) as refused:
        app.facts.observe(point, "status", "checked")
    assert refused.value.key == "errors.key_point_without_fact"
