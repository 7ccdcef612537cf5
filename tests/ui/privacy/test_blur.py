"""F8 covers what is private wherever it shows: markers in every private field, every page looked at, nothing found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktopcrm.app import App
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.records import Observation, Source
from desktopcrm.errors import UserError
from desktopcrm.services.log import Entry
from desktopcrm.services.records import NewRecord
from tests.torture.payload_screens import Window, squeezed
from ui.blur import Blur, blur
from ui.context import BLUR, Place
from ui.dialogs.window_runs import toggle_blur
from ui.widgets import painting
from ui.widgets.class_badge import ClassBadge
from ui.widgets.field_row import FieldRow
from ui.widgets.inputs import SearchBox
from ui.widgets.tabs import SegmentedChoice

MARKED = ("text", "note")


class Data:
    """One account with a marker in every private field; `markers`: words → where they stand."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.markers: dict[str, str] = {}
        self._looked_at: dict[str, list[str]] = {}
        self.account = app.accounts.add("Quiet Works")
        self.person = app.records.add(NewRecord("person", "Anna Wells", self.account))
        self.project = app.projects.add(self.account, "Third furnace")
        rival = app.rivals.add(self.account, "Loud Works")
        made = [self.person, self.project, rival]
        made.append(app.records.add(NewRecord("member", "m", self.project, self.person)))
        made.append(app.records.add(NewRecord("clause", "Late delivery", self.project)))
        made += [app.records.add(NewRecord(kind, f"The {kind}", self.account)) for kind in ("action", "need")]
        for record_id in made:
            kind = app.records.get(record_id).kind
            for field in app.desk.catalogue.kinds[kind].field:
                if field.is_private and field.type in MARKED:
                    app.facts.observe(record_id, field.key, self.marker(f"{kind}.{field.key}"))
        app.facts.observe(self.person, "birthday", app.desk.today().replace(year=1976).isoformat())
        app.facts.observe(self.project, "price_limit", "USD 7771777")
        self.markers["7,771,777"] = "price limit"
        self._judge(self.records_of("member")[0])
        facts = {"kind": "personal", "person": "Anna Wells"}
        app.records.add(NewRecord("need", self.marker("personal need"), self.account, facts=facts))
        note = {"text": self.marker("note")}
        app.records.add(NewRecord("note", self.marker("name of note"), self.person, facts=note))
        plan = app.desk.plan(self.account)
        app.log.store(
            Entry(self.account, app.log.read(plan, f"@Anna {self.marker('contact')} and so on"), "call")
        )

    def records_of(self, kind: str) -> list[int]:
        return [one.id for one in self.app.records.of_kind(kind)]

    def _judge(self, member: int) -> None:
        """What we make of her, and what is said about her where no field is private."""
        app, add = self.app, self.app.records.add
        told = Observation(Source("person", "", self.person), note=self.marker("note of a judgement"))
        for key, value in {
            "kp_rank": "first",
            "kp_need": "yes",
            "kp_ability": "yes",
            "influence": "5",
        }.items():
            app.facts.observe_value(member, key, value, told)
        self.markers["KP-A"] = "key-person class"
        self.markers["Influence: 5"] = self.markers["影响力: 5"] = "influence in the table"
        other = add(NewRecord("person", "Bo Hall", self.account))
        app.records.link("influences", other, self.person, note=self.marker("line to her"))
        point = {"solution": self.marker("answer"), "person": "Anna Wells"}
        add(NewRecord("key_point", self.marker("key point"), self.account, facts=point))
        add(NewRecord("action", f"Wells {self.marker('action that names her')}", self.account))
        add(NewRecord("note", f"Votes {self.marker('note at the account')} Anna", self.account))
        app.facts.observe(self.account, "changes", f"Ask Anna about {self.marker('field that names her')}")
        app.facts.observe(self.project, "said_forward", self.marker("sentence about her"))

    def marker(self, where: str) -> str:
        word = f"Zq{len(self.markers)}密语{where.replace('.', ' ').replace('_', ' ')}"
        self.markers[word] = where
        return word

    def found(self, text: str) -> list[str]:
        if text not in self._looked_at:
            tight = squeezed(text)
            found = [where for mark, where in self.markers.items() if squeezed(mark) in tight]
            self._looked_at[text] = found
        return self._looked_at[text]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Data]:
    app = App.open(tmp_path / "data")
    app.preferences.put("language", "en")
    app.preferences.put("started", value=True)
    yield Data(app)
    blur().turn(on=False)


def _painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line that reaches a painter from now on, as it is drawn."""
    lines: list[str] = []
    draw, lay_out = QPainter.drawText, painting._lay_out

    def drawn(self: QPainter, *given: object) -> object:
        lines.extend(one for one in given if isinstance(one, str))
        return draw(self, *given)  # type: ignore[call-overload]

    def laid(text: str, *given: object) -> object:
        lines.append(text)
        return lay_out(text, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(QPainter, "drawText", drawn)
    monkeypatch.setattr(painting, "_lay_out", laid)
    return lines


def _looked_at(window: Window, data: Data) -> set[str]:
    """Where markers were seen on the pages or read aloud of them: lists where their page is in front, and all at the end."""
    seen: set[str] = set()

    def look(where: str, behind: bool = False) -> None:
        for widget, text in window.shown(behind):
            if found := data.found(text):
                seen.update(f"{where} {widget}: {one}" for one in found)

    for step in _walk(window, data):
        look(step)
    look("at the end", behind=True)
    return seen


def _drawn(data: Data, painted: list[str]) -> set[str]:
    """Markers that reached a painter."""
    return {f"{one}: {line}" for line in painted for one in data.found(line)}


def _walk(window: Window, data: Data) -> Iterator[str]:
    """Every page one after the other, and what opens over them."""
    places = [*window.places(data.account), Place("privacy", data.account), Place("privacy")]
    places.append(Place("account", data.account, "surface", f"record_{data.person}:children"))
    places += [Place(screen) for screen in ("library", "settings", "safety")]
    for place in places:
        window.show(place)
        yield f"{place.screen} {place.tab}"
    yield from _deeds(window, data)


def _deeds(window: Window, data: Data) -> Iterator[str]:
    """What opens over a page, one after the other: reasons, the map, what was known earlier, the palette."""
    window.show(Place("account", data.account, "procurement"))
    for badge in window.window.findChildren(ClassBadge):
        if isValid(badge) and badge.isVisible():
            badge.click()
            _settle(window)
            yield f"why of {badge.objectName()}"
    window.show(Place("account", data.account, "surface"))
    for field in ("children", "kp_rank"):
        row = window.window.findChild(FieldRow, f"field_{field}")
        assert row is not None
        row.history_requested.emit(field)
        _settle(window)
        yield f"history of {field}"
    view = window.window.findChild(SegmentedChoice, "surface_view")
    assert view is not None
    view.chosen.emit("map")
    _settle(window)
    yield "map"
    for words in ("Zq", "Anna"):
        QTest.keyClick(window.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        line = window.window.findChild(SearchBox, "palette_line")
        assert line is not None
        line.setText(words)
        line.searched.emit(words)
        _settle(window)
        yield "palette"
        QTest.keyClick(line, Qt.Key.Key_Escape)


def _settle(window: Window) -> None:
    for _ in range(4):
        QApplication.processEvents()
    window.window.grab()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_private_is_shown_or_read_aloud(
    qapp: QApplication, data: Data, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    data.app.preferences.put("language", lang)
    data.app.preferences.put(BLUR, value=True)
    painted = _painted(monkeypatch)
    window = Window(data.app)
    try:
        assert blur().on
        painted.clear()  # what a window that is on its way out painted
        assert _looked_at(window, data) == set()
        assert _drawn(data, painted) == set()
        assert any(COVER in line for line in painted)
    finally:
        window.close()
    assert qapp is not None


def test_without_it_the_same_walk_sees_most_of_them(
    qapp: QApplication, data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = _painted(monkeypatch)
    window = Window(data.app)
    try:
        painted.clear()
        assert list(_walk(window, data))
        assert len({one.partition(":")[0] for one in _drawn(data, painted)}) > len(data.markers) // 4
    finally:
        window.close()
    assert qapp is not None


def test_the_key_turns_it_on_and_it_stays_on(qapp: QApplication, data: Data) -> None:
    window = Window(data.app)
    try:
        window.show(Place("account", data.account, "surface"))
        toggle_blur(window.window, window.context)
        assert blur().on
        assert data.app.preferences.get(BLUR) is True
        data.app.facts.observe(data.person, "pets", "Zq a parrot")
        assert blur().words("She has “Zq a parrot”.") == f"She has “{COVER}”."
        toggle_blur(window.window, window.context)
        assert not blur().on
        assert blur().words("Zq a parrot") == "Zq a parrot"
        window.show(Place("people"))
    finally:
        window.close()
    assert qapp is not None


def test_dots_are_never_stored(data: Data) -> None:
    with pytest.raises(UserError, match="value_covered"):
        data.app.facts.observe(data.person, "pets", COVER)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("She told: two sons.", f"She told: {COVER}."),
        ("TWO SONS", COVER),
        ("two sons-in-law", f"{COVER}-in-law"),
        ("fortwo sons", "fortwo sons"),
        ("two sonsy", "two sonsy"),
        ("她有两个儿子。", f"她{COVER}。"),
        ("Divorced, lives by the ri…", f"{COVER}…"),
        ("Divorced, l", "Divorced, l"),
        ("", ""),
        ("ab", "ab"),
    ],
)
def test_what_is_covered_in_a_sentence(text: str, shown: str) -> None:
    one = Blur()
    one.turn(on=True, secrets=["two sons", "有两个儿子", "Divorced, lives by the river\nalone", "ab"])
    assert one.words(text) == shown
    one.turn(on=False)
    assert one.words(text) == text


def test_a_long_text_is_covered_in_little_time() -> None:
    one = Blur()
    one.turn(on=True, secrets=[f"{number} secrets of many" for number in range(20_000)])
    text = "many a secret " * 200 + "777 secrets of many"
    assert one.words(text).endswith(COVER)
