"""The notice at the foot of the window: one sentence and, where something can be taken back, an Undo button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import icons
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label, LabelStyle
from ui.widgets.surfaces import OnResize

STAY_MS = 7000
SIGNS = {Tone.GOOD: "circle-check", Tone.BAD: "circle-alert", Tone.WARN: "triangle-alert"}


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """The button of a notice."""

    words: str
    run: Callable[[], None]


class InlineNotice(QWidget):
    """One a window; a new notice replaces the old one. It stays while the mouse or the focus is on it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        unit = theme().px
        self._tone = Tone.NEUTRAL
        self._action: NoticeAction | None = None
        self.setObjectName("notice")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(unit(16), unit(6), unit(8), unit(6))
        row.setSpacing(unit(8))
        self._label = Label("", LabelStyle(kind=Type.BODY, ink="on_toast", elide=True), self)
        self._label.setObjectName("notice_text")
        self._button = Button("notice_action", "", "", Kind.ON_DARK, self)
        self._button.clicked.connect(self._on_clicked)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(STAY_MS)
        self._clock.timeout.connect(self._on_time)
        OnResize(host, self.place, self)
        self.hide()

    def say(self, sentence: str, action: NoticeAction | None = None, tone: Tone = Tone.NEUTRAL) -> None:
        """Show a sentence; it is also announced to screen readers."""
        self._tone, self._action = tone, action
        left = theme().px(40 if tone in SIGNS else 16)
        self._row.setContentsMargins(left, theme().px(6), theme().px(8 if action else 16), theme().px(6))
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.set_words(action.words)
        self.place()
        self.show()
        self.raise_()
        self._clock.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def drop_action(self) -> None:
        """Something newer has happened: an Undo shown now would mean that."""
        if self._action is not None:
            self.hide()

    def place(self) -> None:
        """Lie centred above the lower edge of the window."""
        host = self.parentWidget()
        if host is None:
            return
        unit = theme().px
        width = min(host.width() - unit(48), max(self.sizeHint().width(), unit(240)))
        height = max(unit(44), self.sizeHint().height())
        self.setGeometry((host.width() - width) // 2, host.height() - height - unit(24), width, height)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        painting.rounded(painter, QRectF(self.rect()), unit(10), tokens.toast)
        sign = SIGNS.get(self._tone)
        if sign:
            area = QRectF(unit(14), self.height() / 2 - unit(8), unit(16), unit(16))
            icons.paint(painter, sign, tokens.toast_action, area)
        painter.end()

    def _on_clicked(self) -> None:
        action = self._action
        self.hide()
        self._clock.stop()
        if action is not None:
            action.run()

    def _on_time(self) -> None:
        if self._button.hasFocus():
            self._clock.start()
        else:
            self.hide()
