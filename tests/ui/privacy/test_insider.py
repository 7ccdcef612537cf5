"""While the screen is covered, a customer who looks at it learns nothing of our people inside, nor how they are reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktopcrm.app import App
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.records import Observation, Source
from desktopcrm.services.records import NewRecord
from tests.torture.payload_screens import Window, squeezed
from tests.ui.privacy.test_blur import _painted
from ui.blur import Blur, blur
from ui.context import BLUR, Place
from ui.dialogs.window_runs import toggle_blur

TITLE = "田晓磊报信标准重开"
TELLING = (
    "内线",
    "守门人",
    "倾向对手",
    "力挺我们",
    "拍板人",
    "第一KP：拍板",
    "第一KP：",
    "13912345678",
    "tian@example.com",
    TITLE,
)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    app = App.open(tmp_path / "data")
    app.preferences.put("language", "zh")
    app.preferences.put("started", value=True)
    account = app.accounts.add("静安铸造")
    project = app.projects.add(account, "三号炉")
    insider = app.records.add(NewRecord("person", "田晓磊", account))
    chief = app.records.add(NewRecord("person", "何立伟", account))
    for person, facts in (
        (insider, {"role": "informant", "stance": "champion", "kp_rank": "first"}),
        (chief, {"role": "gatekeeper", "stance": "rival", "will_recommend": "no"}),
    ):
        member = app.records.add(NewRecord("member", "m", project, person))
        for key, value in facts.items():
            app.facts.observe_value(member, key, value)
    app.facts.observe(insider, "mobile", "13912345678")
    app.facts.observe(insider, "email", "tian@example.com")
    app.records.add(
        NewRecord("activity", TITLE, account, facts={"kind": "call", "day": app.desk.today().isoformat()})
    )
    yield app
    blur().turn(on=False)


def _leaks(window: Window, account: int, painted: list[str]) -> set[str]:
    """Telling words that were on the pages, and where."""
    found: set[str] = set()
    for place in [*window.places(account), Place("privacy"), Place("privacy", account)]:
        painted.clear()
        window.show(place)
        shown = [*window.shown(behind=False), *(("painted", line) for line in painted)]
        found |= _telling(f"{place.screen} {place.tab}", shown)
    return found | _telling("at the end", window.shown())


def _telling(place: str, shown: Iterable[tuple[str, str]]) -> set[str]:
    return {
        f"{place} {where} {text[:40]}: {one}"
        for where, text in set(shown)
        for tight in [squeezed(text)]
        for one in TELLING
        if one in tight
    }


@pytest.mark.parametrize("covered", [True, False])
def test_people_inside_are_covered_on_every_page(
    qapp: QApplication, app: App, monkeypatch: pytest.MonkeyPatch, covered: bool
) -> None:
    app.preferences.put(BLUR, value=covered)
    account = app.desk.plan(app.records.of_kind("account")[0].id).account.id
    painted = _painted(monkeypatch)
    window = Window(app)
    try:
        leaks = _leaks(window, account, painted)
        seen = {one.rsplit(": ", 1)[1] for one in leaks}
        assert (not seen) if covered else seen >= set(TELLING[:4]), sorted(leaks)
    finally:
        window.close()
    assert qapp is not None


def _signs(window: Window) -> list[QAbstractButton]:
    QApplication.processEvents()
    return [one for one in window.window.findChildren(QAbstractButton, "place_covered") if one.isVisible()]


def test_a_sign_stays_at_the_foot_and_uncovers(qapp: QApplication, app: App) -> None:
    window = Window(app)
    try:
        window.show(Place("people"))
        assert not _signs(window)
        toggle_blur(window.window, window.context)
        [sign] = _signs(window)
        assert "F8" in sign.accessibleName()
        sign.click()
        assert not blur().on
        assert not _signs(window)
    finally:
        window.close()
    assert qapp is not None


def test_a_label_is_covered_however_short_it_is() -> None:
    one = Blur()
    one.turn(on=True, labels=["内线", "Signs"])
    assert "内线" not in one.words("他是我们的内线")
    assert one.words("内线") != "内线"
    assert one.words("Signs of wear: Signsmith") != "Signs of wear: Signsmith"
    assert "Signsmith" in one.words("Signsmith")


def test_a_secret_with_a_label_in_it_is_covered_whole() -> None:
    one = Blur()
    one.turn(on=True, secrets=["先推进，内线正在谈，回头补"], labels=["内线"])
    assert one.words("原因：先推进，内线正在谈，回头补。") == f"原因：{COVER}。"


def test_who_told_and_why_a_stage_changed_are_covered(app: App) -> None:
    account = app.records.of_kind("account")[0].id
    person = app.records.of_kind("person")[0].id
    seen = Observation(Source("person", "", person), note="他在食堂里悄悄说的")
    app.facts.observe(account, "city", "上海", seen)
    assert "他在食堂里悄悄说的" in app.privacy.to_cover("zh")
    assert TITLE in app.privacy.to_cover("zh")
    assert "电话" not in app.privacy.to_cover("zh")
