"""`today`, `plan-visit`, `calendar`: as text and JSON, in both languages, for any day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import Crm

TODAY = date.today()


def day(shift: int) -> str:
    return (TODAY + timedelta(days=shift)).isoformat()


@pytest.fixture
def busy(acme: Crm) -> Crm:
    """A priority account with a promise that is overdue."""
    acme("set", "acme", "tier", "priority")
    acme("add", "action", "acme", "Send the offer", "--set", "promise=yes", "--set", f"due={day(-2)}")
    return acme


def test_today_reads_in_groups(busy: Crm) -> None:
    said = busy("today").out
    assert said.startswith("Today, ")
    assert "Overdue (1)\n  Acme 机械 · We promised “Send the offer”: 2 days overdue" in said
    assert "The day: 15 min of 8 h taken, 7 h 45 min left" in said
    assert "desk · Acme 机械 · 15 min · promised" in said
    chinese = busy("today", lang="zh").out
    assert "已逾期（1）\n  Acme 机械 · 我方答应的“Send the offer”，已逾期 2 天" in chinese
    assert "今天安排：8 小时中已排 15 分钟，还剩 7 小时 45 分钟" in chinese


def test_nothing_to_do_is_said(crm: Crm) -> None:
    assert "Nothing is due." in crm("today").out
    assert "没有到期的事项。" in crm("today", lang="zh").out


def test_any_day_is_answered(busy: Crm) -> None:
    assert "Nothing is due." in busy("today", "--day", day(-30)).out
    later = busy("today", "--day", day(40)).out
    assert "Call overdue by" in later
    assert later.startswith("As of ")


def test_long_groups_are_cut_unless_all_is_wanted(busy: Crm) -> None:
    for number in range(14):
        busy("add", "action", "acme", f"Paper {number}", "--set", f"due={day(-1)}")
    assert "… and 3 more (--all)" in busy("today").out
    assert "more (--all)" not in busy("today", "--all").out


def test_today_as_json(busy: Crm) -> None:
    found = json.loads(busy("today", "--json").out)
    assert (found["day"], found["accounts"]) == (day(0), 1)
    (row,) = found["rows"]
    assert (row["kind"], row["urgency"], row["rule"], row["due"]) == (
        "promise",
        "overdue",
        "promise_due",
        day(-2),
    )
    assert row["says"] == "We promised “Send the offer”: 2 days overdue"
    assert row["deeds"] == ["done", "log", "snooze", "open"]
    (slot,) = found["day_plan"]["slots"]
    assert (slot["band"], slot["minutes"], slot["rows"]) == ("promise", 15, [row["subject"]])
    assert found["day_plan"]["left"] == 465
    assert set(found["score"]) == {"week", "month"}
    assert set(found["score"]["week"]["call"]) == {"due", "done", "made", "tiers"}


def test_one_account_alone(busy: Crm) -> None:
    busy("add", "account", "Westfield")
    busy("add", "action", "westfield", "Write", "--set", f"due={day(-1)}")
    assert len(json.loads(busy("today", "--json").out)["rows"]) == 2
    found = json.loads(busy("today", "--account", "westfield", "--json").out)
    assert [row["account"]["name"] for row in found["rows"]] == ["Westfield"]
    assert busy("today", "--account", "nobody").code == 1


def test_a_visit_is_planned_and_taken_along(busy: Crm, tmp_path: Path) -> None:
    done = busy(
        "plan-visit", "acme", day(2), "--time", "3pm", "--with", "ann", "--project", "line", "--objective", "Trial",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Planned: Acme 机械, Trial, ")
    assert done.out.strip().endswith("15:00")
    assert "15:00 Acme 机械 · Visit: Trial · with Ann Lee · about Line 3" in busy("today").out
    file = tmp_path / "week.ics"
    assert busy("calendar", "--out", str(file)).out == f"1 visit written to {file}\n"
    (event,) = Calendar.from_ical(file.read_text(encoding="utf-8")).walk("VEVENT")
    assert event["summary"] == "Acme 机械: Trial"
    busy("calendar", "--out", str(file), "--no-names", lang="zh")
    text = file.read_text(encoding="utf-8")
    assert "Ann" not in text
    assert "采购项目：Line 3" in text
    assert busy("undo").code == 0
    assert "Visit: Trial" not in busy("today").out


def test_what_cannot_be_planned_or_written_is_refused(busy: Crm, tmp_path: Path) -> None:
    assert "has passed" in busy("plan-visit", "acme", day(-1)).err
    assert "is not a time" in busy("plan-visit", "acme", day(1), "--time", "soon").err
    assert "不是时间" in busy("plan-visit", "acme", day(1), "--time", "soon", lang="zh").err
    for days in ("7", "99999999999", "-3"):
        refused = busy("calendar", "--out", str(tmp_path / "week.ics"), "--days", days)
        assert (refused.code, refused.out) == (1, "")
        assert "No visit is agreed" in refused.err
