"""The visit brief: never more than two pages, whatever there is to say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.app import App
from desktopcrm.domain.records import Observation
from desktopcrm.services.records import NewRecord
from tests.documents.conftest import Shelf
from tests.documents.reading import squeezed, words

LONG = "Sieben lange Wörter stehen hier ohne Ende " * 40
MANY = 30


@pytest.fixture
def crowded(app: App) -> Shelf:
    """An account with far too many people, promises, rivals and contacts, all with endless texts."""
    account = app.accounts.add("Crowded Works")
    project = app.projects.add(account, "Everything at once")
    for number in range(MANY):
        person = app.records.add(NewRecord("person", f"Person {number} {LONG[:60]}", account))
        facts = {
            "title": LONG[:80],
            "behaviour_type_1": "demanding",
            "behaviour_type_2": "analytical",
            "books": LONG,
        }
        for key, value in facts.items():
            app.facts.observe(person, key, value)
        role = {"role": "decision_maker", "kp_rank": "first", "concern": LONG, "personal_win": LONG}
        app.records.add(NewRecord("member", "m", project, person, facts=role))
        day = (date.today() + timedelta(days=number)).isoformat()
        app.records.add(
            NewRecord("action", f"{number} {LONG[:400]}", account, facts={"due": day, "promise": "yes"})
        )
        spoken = {"summary": LONG, "next_step": LONG, "day": date.today().isoformat(), "kind": "visit"}
        app.records.add(NewRecord("activity", f"Visit {number}", account, facts=spoken))
    for number in range(6):
        rival = app.rivals.add(account, f"Rival {number} {LONG[:200]}")
        for key in ("threat", "counter_action"):
            app.facts.observe(rival, key, LONG, Observation())
    return Shelf(app, account)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_crowded_account_still_fits_two_pages(crowded: Shelf, lang: str) -> None:
    printed = crowded.app.documents.order(crowded.request("brief", lang=lang, private_facts=True)).printed()
    assert printed.pages <= 2


@pytest.mark.tools
def test_what_is_cut_is_counted(crowded: Shelf) -> None:
    text = words(crowded.pdf("brief"))
    assert " more" in text
    assert "+" in text


@pytest.mark.tools
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_brief_holds_what_is_needed_in_the_car_park(sample: Shelf, lang: str) -> None:
    plan, app = sample.plan, sample.app
    printed = app.documents.order(sample.request("brief", lang=lang, purpose="See the test bench")).printed()
    text = squeezed(words(printed.data))
    assert printed.pages == 2
    assert "Seethetestbench" in text
    first = [one for one in plan.of("member") if plan.value(one.id, "kp_rank") == "first"]
    assert first
    assert all(squeezed(plan.records[one.ref_id].name) in text for one in first if one.ref_id is not None)
    titles = (
        "meet",
        "stage_items",
        "promises",
        "best_questions",
        "top_key_points",
        "brief_rivals",
        "last_contacts",
    )
    for key in titles:
        assert squeezed(app.texts.t(f"report.section_{key}", lang)) in text


@pytest.mark.tools
def test_the_brief_is_about_the_people_named(sample: Shelf) -> None:
    last = sample.plan.of("person")[-1]
    text = squeezed(words(sample.pdf("brief", people=(last.id,))))
    assert squeezed(last.name) in text


def test_the_usual_brief_names_each_rival_with_its_representative(sample: Shelf) -> None:
    draft = str(next(iter(sample.app.documents.order(sample.request("brief")).drafts())))
    plan = sample.plan
    for rival in plan.of("rival")[:2]:
        assert rival.ref_id is not None
        assert plan.records[rival.ref_id].name in draft
        rep = plan.by_uid(plan.value(rival.id, "sales_rep"))
        assert rep is None or rep.name in draft
