"""Records: archive and bring back, order, links, the list of accounts, erasing a person."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.domain import names
from desktopcrm.domain.records import Observation, Source
from desktopcrm.errors import UserError
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.records import NewRecord
from desktopcrm.storage import records


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("华东精工集团")


def test_what_is_archived_is_out_of_sight_and_comes_back(app: App, account: int) -> None:
    person = app.records.add(NewRecord("person", "王工", account))
    app.records.archive(person)
    assert app.desk.plan(account).of("person") == ()
    app.records.restore(person)
    assert [one.name for one in app.desk.plan(account).of("person")] == ["王工"]


def test_an_archived_account_leaves_the_list(app: App, account: int) -> None:
    app.records.archive(account)
    assert app.accounts.page(AccountQuery()) == []
    assert [row.name for row in app.accounts.page(AccountQuery(archived=True))] == ["华东精工集团"]


def test_a_name_is_all_that_is_needed(app: App) -> None:
    with pytest.raises(UserError) as refused:
        app.accounts.add("  \n ")
    assert refused.value.key == "errors.name_empty"


def test_accounts_are_found_by_pinyin_initials_and_parts(app: App, account: int) -> None:
    app.accounts.add("Northfield Castings")
    for text in ("hdjg", "精工", "华东"):
        assert [row.id for row in app.accounts.page(AccountQuery(text))] == [account]
    assert app.accounts.count(AccountQuery("north")) == 1


def test_names_sort_by_pinyin_and_numbers_by_value(app: App) -> None:
    for name in ("Zeta", "北方重工", "Line 10", "Line 9", "安信电气"):
        app.accounts.add(name)
    assert [row.name for row in app.accounts.page(AccountQuery())] == [
        "安信电气",
        "北方重工",
        "Line 9",
        "Line 10",
        "Zeta",
    ]


def test_an_ambiguous_name_is_refused_with_the_candidates(app: App) -> None:
    for name in ("North A", "North B"):
        app.accounts.add(name)
    with pytest.raises(UserError) as refused:
        app.accounts.find("north")
    assert refused.value.params["names"] == ("North A", "North B")


def test_a_row_is_moved_before_another(app: App, account: int) -> None:
    ids = [app.records.add(NewRecord("key_point", name, account)) for name in ("one", "two", "three")]
    app.records.move_before(ids[2], ids[0])
    assert [one.name for one in app.desk.plan(account).of("key_point")] == ["three", "one", "two"]


def test_reporting_lines_never_close_a_ring(app: App, account: int) -> None:
    boss, head, clerk = (app.records.add(NewRecord("person", name, account)) for name in ("甲", "乙", "丙"))
    app.records.link("reports_to", head, boss)
    app.records.link("reports_to", clerk, head)
    with pytest.raises(UserError) as refused:
        app.records.link("reports_to", boss, clerk)
    assert refused.value.key == "errors.reporting_ring"
    app.records.link("reports_to", clerk, boss)
    assert [(link.from_id, link.to_id) for link in app.desk.plan(account).links] == [
        (head, boss),
        (clerk, boss),
    ]


def test_a_deleted_record_comes_back_with_everything_below_it(app: App, account: int) -> None:
    project = app.projects.add(account, "二期产线")
    app.projects.tick(project, "1a", "yes")
    app.records.add(NewRecord("criterion", "能耗", project, facts={"weight": "4"}))
    before = app.desk.plan(account)
    app.records.delete(project)
    assert app.desk.plan(account).of("project") == ()
    app.history.undo()
    assert app.desk.plan(account) == before


def test_erasing_a_person_leaves_no_trace_in_the_data_folder(app: App, account: int, tmp_path: Path) -> None:
    marker = "欧阳喆镕"
    person = app.records.add(
        NewRecord("person", marker, account, facts={"family_situation": f"{marker}有两个女儿"})
    )
    project = app.projects.add(account, "二期产线")
    app.facts.observe(project, "decision_maker", marker)
    app.facts.observe(
        project, "purchase_plan", f"{marker}说年底定", Observation(Source("person", "", person))
    )
    app.records.add(NewRecord("member", marker, project, person))
    app.records.archive(person)
    assert app.erasing.mentions(person) > 0
    app.erasing.erase(person, at_once=True)
    plan = app.desk.plan(account)
    assert plan.value(project, "decision_maker") == ""
    assert plan.of("member") == ()
    assert app.history.next_undo() is None
    files = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert [file.name for file in files if marker.encode() in file.read_bytes()] == []


def test_a_personal_need_is_added_in_whatever_order_it_is_told(app: App, account: int) -> None:
    app.records.add(NewRecord("person", "王工", account))
    need = app.records.add(NewRecord("need", "升职", account, facts={"kind": "personal", "person": "王工"}))
    assert app.desk.plan(account).value(need, "kind") == "personal"


@pytest.mark.parametrize("typed", ["Two\nlines  GmbH", " Two lines GmbH "])
def test_a_rival_named_in_passing_is_a_company_like_any_other(app: App, account: int, typed: str) -> None:
    product = app.records.add(NewRecord("product", "Press", account))
    app.facts.observe(product, "maker", typed)
    assert [one.name for one in app.records.of_kind("firm")] == ["Two lines GmbH"]
    with pytest.raises(UserError) as refused:
        app.facts.observe(product, "maker", "x" * (names.MAX_NAME + 1))
    assert refused.value.key == "errors.name_too_long"


def test_a_rival_that_was_put_away_comes_back_when_it_is_named_again(app: App, account: int) -> None:
    rival = app.rivals.add(account, "Cognos")
    firm = app.records.get(rival).ref_id
    assert firm is not None
    app.records.archive(rival)
    app.records.archive(firm)
    assert app.rivals.add(account, "COGNOS") == rival
    assert [one.id for one in app.desk.plan(account).of("rival")] == [rival]


def test_who_compares_is_compared_too(app: App, account: int) -> None:
    project = app.projects.add(account, "二期产线")
    rival = app.rivals.add_contender(project, "Cognos")
    ours = app.rivals.add_contender(project)
    assert {one.id for one in app.desk.plan(account).of("contender")} == {rival, ours}
    assert app.rivals.add_contender(project, "我方") == ours
    app.records.archive(rival)
    assert app.rivals.add_contender(project, "cognos") == rival
    assert rival in {one.id for one in app.desk.plan(account).of("contender")}
    app.history.undo()
    assert rival not in {one.id for one in app.desk.plan(account).of("contender")}


def test_whoever_joins_a_team_is_a_person_of_the_account(app: App, account: int) -> None:
    project = app.projects.add(account, "二期产线")
    member = app.projects.add_member(project, "王工")
    assert app.projects.add_member(project, "王工") == member
    assert [one.name for one in app.desk.plan(account).of("person")] == ["王工"]
    app.records.archive(member)
    assert app.projects.add_member(project, "王工") == member
    assert [one.id for one in app.desk.plan(account).team(project)] == [member]
    app.history.undo()
    assert app.desk.plan(account).team(project) == ()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is fixed here")
@pytest.mark.parametrize(
    ("zone", "moment", "there"),
    [("Asia/Shanghai", 23, True), ("UTC", 23, False), ("America/New_York", 3, False)],
)
def test_what_was_put_away_is_gone_from_that_day_on_by_the_reps_own_calendar(
    app: App, account: int, monkeypatch: pytest.MonkeyPatch, zone: str, moment: int, there: bool
) -> None:
    person = app.records.add(NewRecord("person", "王工", account, created_on=date(2026, 1, 1)))
    at = datetime(2026, 5, 2 if moment < 12 else 1, moment, tzinfo=UTC)
    with app.store.step("steps.record_archived", name="王工") as tx:
        records.archive(tx, person, at)
    with monkeypatch.context() as other:
        other.setenv("TZ", zone)
        time.tzset()
        assert bool(app.desk.plan(account, date(2026, 5, 1)).of("person")) is there
    time.tzset()


def test_an_account_was_not_yet_archived_before_it_was(app: App, account: int) -> None:
    app.records.archive(account)
    assert app.desk.plan(account).account.archived_at is not None
    assert app.desk.plan(account, date(2026, 1, 1)).account.archived_at is None
