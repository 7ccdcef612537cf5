"""Records: archive and bring back, order, links, the list of accounts, erasing a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.domain.records import Observation, Source
from desktopcrm.errors import UserError
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.records import NewRecord


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
    assert app.people.mentions(person) > 0
    app.people.erase(person)
    plan = app.desk.plan(account)
    assert plan.value(project, "decision_maker") == ""
    assert plan.of("member") == ()
    assert app.history.next_undo() is None
    for file in (tmp_path / "data").iterdir():
        assert marker.encode() not in file.read_bytes()
