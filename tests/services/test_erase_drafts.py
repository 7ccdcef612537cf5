"""Erasing a person: what was begun at him and not stored goes, what only names him stays without his name."""

from __future__ import annotations

import pytest

from desktopcrm.app import App
from desktopcrm.domain import begun
from desktopcrm.domain.begun import Draft, Line, Stood
from desktopcrm.domain.debrief_types import Meaning
from desktopcrm.services.records import NewRecord


def line(page: tuple[str, int, str, str], field: str, record_id: int, words: str) -> Line:
    """One line as the window keeps it."""
    return Line(page, (("facts", str(record_id)), (f"field_{field}", "")), words)


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


def test_unsent_lines_at_him_go_and_those_of_others_stay(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "Weber", account))
    left = app.records.add(NewRecord("person", "Carol Brandt", account))
    member = app.records.add(NewRecord("member", "Weber", app.projects.add(account, "Line 2"), gone))
    page = ("account", account, "surface", f"record_{gone}")
    his = [line(page, "title", gone, "drinks"), line(page, "concern", member, "the price")]
    his.append(Line(("people", gone, "", ""), (("remark", "Remark"),), "his wife left"))
    taken_up = ("account", account, "surface", "")
    in_hand = ("tab_surface", f"#{gone}")
    his.append(Line(taken_up, (in_hand, (begun.PERSON_PAGE, ""), ("add_note", "Add a note")), "drinks"))
    others = (
        line(page, "title", left, "Head of"),
        Line(taken_up, (in_hand, ("add_person", "Add a person")), "Jan"),
    )
    for place in (begun.LINES, begun.LINES_LOST):
        app.drafts.put(place, begun.pack_lines([*his, *others]))
    assert app.erasing.plan(gone).counts.drafts == 2 * len(his)
    app.erasing.erase(gone)
    assert [begun.unpack_lines(one.body) for one in app.drafts.every()] == [others] * 2


def test_an_unsent_log_that_may_mean_him_is_shown_and_loses_his_name(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "王建国", account))
    uid = app.records.get(gone).uid
    yes = {"yes": Meaning("note")}
    log = Draft("@王建国 说可以，王总很忙", {"王总": Meaning("mentioned", uid), **yes}, "call")
    app.drafts.put(begun.log_place(account), begun.pack_log(log))
    elsewhere = app.accounts.add("Elsewhere")
    app.drafts.put(begun.log_place(elsewhere), begun.pack_log(Draft("王总", kind="call")))
    app.drafts.put(begun.LOG_OPEN, begun.pack_stands([Stood(account)]))
    plan = app.erasing.plan(gone)
    assert [(one.account, one.text) for one in plan.mentions] == [("Northfield Castings", log.text)]
    assert [(one.account, one.text) for one in plan.doubtful] == [("Northfield Castings", log.text)]
    assert app.person_data.gather(gone).traces.drafts == (log.text,)
    app.erasing.erase(gone)
    kept = begun.unpack_log(app.drafts.get(begun.log_place(account)) or "")
    assert kept == Draft("@▇▇ 说可以，王总很忙", yes, "call")


@pytest.mark.parametrize("place", begun.STAND_PLACES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_was_said_at_the_second_look_is_told_and_blanked(
    app: App, account: int, place: str, lang: str
) -> None:
    short, full = {"en": ("Weber", 'Carol "Bo" Brandt'), "zh": ("王", "欧阳喆镕")}[lang]
    people = [app.records.add(NewRecord("person", one, account)) for one in (short, full)]
    stood = Stood(account, full, ("1a",), f"visit @{short} on Fri with {full}")
    elsewhere = Stood(app.accounts.add("Elsewhere"), "", (), f"@{short} there is somebody else")
    app.drafts.put(place, begun.pack_stands([stood, elsewhere]))
    first, second = (app.erasing.plan(one) for one in people)
    assert [(one.account, one.text) for one in first.mentions] == [("Northfield Castings", stood.line)]
    assert {one.text for one in second.mentions} == {stood.name, stood.line}
    assert app.person_data.gather(people[0]).traces.drafts == (stood.line,)
    for one in people:
        app.erasing.erase(one)
    kept, other = begun.unpack_stands(place, app.drafts.get(place) or "")
    assert kept == Stood(account, "▇▇", ("1a",), "visit @▇▇ on Fri with ▇▇")
    assert other == elsewhere


def test_a_part_of_his_name_at_the_second_look_is_left_to_be_looked_at(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "Anna Wells", account))
    searched = Stood(0, "Anna")
    line = "ask Anna on Fri"
    app.drafts.put(begun.LOG_OPEN, begun.pack_stands([Stood(account, "", (), line)]))
    app.drafts.put(begun.LOG_COVERED, begun.pack_stands([searched]))
    plan = app.erasing.plan(gone)
    assert [one.text for one in plan.doubtful] == [line]
    assert [one.text for one in plan.mentions] == [searched.name]
    app.erasing.erase(gone)
    assert [(one.draft, one.place.text) for one in app.erasing.left()] == [(begun.LOG_OPEN, line)]
    assert begun.unpack_stands(begun.LOG_COVERED, app.drafts.get(begun.LOG_COVERED) or "") == (Stood(0),)


def test_a_short_name_is_blanked_where_it_is_mentioned(app: App, account: int) -> None:
    gone = app.records.add(NewRecord("person", "Weber", account))
    app.drafts.put(f"log:{account}", "@Weber is ill, Webern is not; ask Weber")
    assert len(app.erasing.plan(gone).doubtful) == 1
    app.erasing.erase(gone)
    assert app.drafts.get(f"log:{account}") == "@▇▇ is ill, Webern is not; ask Weber"
