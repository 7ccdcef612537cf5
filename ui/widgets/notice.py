"""The notice at the foot of the page: one sentence and, where something can be taken back, an Undo button with its key.

It lies beside the page, never over it: the page gives way while it is there, panels keep above it (`foot_of`). It goes
only while the mouse rests, so that nothing moves away from under a click.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCursor,
    QEnterEvent,
    QGuiApplication,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.blur import blur
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label, LabelStyle

STAY_MS, OFFER_MS = 7000, 15_000
"""An offer to undo stays long enough to be read, thought over and taken."""
REST_MS = 700
EDGE, ABOVE, WIDEST = 16, 8, 760
SIGNS = {Tone.GOOD: "circle-check", Tone.BAD: "circle-alert", Tone.WARN: "triangle-alert"}


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """The button of a notice; `keys`: what does the same from anywhere. `takes_back`: it is undone by it."""

    words: str
    run: Callable[[], None]
    keys: str = ""
    takes_back: bool = True


class InlineNotice(QWidget):
    """One a window, in the column of the page; a new notice replaces the old one. It stays while the mouse or the focus
    is on it. `moved()`: it has come, gone or grown.
    """

    moved = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._action: NoticeAction | None = None
        self._mouse = QPoint()
        self.setObjectName("notice")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._pill = _Pill(self)
        self._pill.button.clicked.connect(self._on_clicked)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._on_time)
        self.hide()

    def say(self, sentence: str, action: NoticeAction | None = None, tone: Tone = Tone.NEUTRAL) -> None:
        """Show a sentence; it is also announced to screen readers."""
        self._action = action
        self._pill.show_words(sentence, action, tone)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(action.words + _behind(action.keys) if action else "")
        self._fit()
        self.show()
        self._clock.start(self._stay())
        self._announce(sentence, tone)
        self.moved.emit()

    def take(self) -> bool:
        """Do what the button takes back; tells whether there was anything."""
        if not self.isVisible() or self._action is None or not self._action.takes_back:
            return False
        self._on_clicked()
        return True

    def drop_action(self) -> None:
        """Something newer has happened: an Undo shown now would mean that."""
        if self._action is not None and self._action.takes_back:
            self.hide()

    def sizeHint(self) -> QSize:
        return QSize(self._pill.width() + 2 * theme().px(EDGE), self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start(self._stay())
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the button is for nobody else."""
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def setVisible(self, visible: bool) -> None:
        was = not self.isHidden()
        super().setVisible(visible)
        if was and not visible:
            self.moved.emit()

    def _stay(self) -> int:
        return STAY_MS if self._action is None else OFFER_MS

    def _fit(self) -> None:
        """As wide as the sentence, where there is room; as high as it then is."""
        unit = theme().px
        room = max(unit(200), self.width() - 2 * unit(EDGE))
        size = self._pill.fitting(min(room, unit(WIDEST)))
        self._pill.setGeometry((self.width() - size.width()) // 2, unit(ABOVE), size.width(), size.height())
        if self.height() != size.height() + 2 * unit(ABOVE):
            self.setFixedHeight(size.height() + 2 * unit(ABOVE))
            self.moved.emit()

    def _announce(self, sentence: str, tone: Tone) -> None:
        spoken = QAccessibleAnnouncementEvent(
            self, " ".join(filter(None, (blur().words(sentence), self.accessibleDescription())))
        )
        urgent = tone is Tone.BAD
        politeness = QAccessible.AnnouncementPoliteness
        spoken.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(spoken)

    def _on_clicked(self) -> None:
        action = self._action
        self.hide()
        self._clock.stop()
        if action is not None:
            action.run()

    def _on_time(self) -> None:
        """Only a mouse that rests lets it go: the page below grows then."""
        mouse, self._mouse = self._mouse, QCursor.pos()
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if self._pill.button.hasFocus():
            self._clock.start(self._stay())
        elif pressed or mouse != self._mouse:
            self._clock.start(REST_MS)
        else:
            self.hide()


class _Pill(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = Tone.NEUTRAL
        self._row = row = QHBoxLayout(self)
        row.setSpacing(theme().px(8))
        self._label = Label("", LabelStyle(kind=Type.BODY, ink="on_toast", wrap=True), self)
        self._label.setObjectName("notice_text")
        self.button = Button("notice_action", "", "", Kind.ON_DARK, self)
        self._keys = Label("", LabelStyle(kind=Type.SMALL, ink="on_toast"), self)
        self._keys.setObjectName("notice_keys")
        row.addWidget(self._label, 1)
        row.addWidget(self.button)
        row.addWidget(self._keys)

    def show_words(self, sentence: str, action: NoticeAction | None, tone: Tone) -> None:
        unit = theme().px
        self._tone = tone
        left = unit(40 if tone in SIGNS else 16)
        self._row.setContentsMargins(left, unit(6), unit(16), unit(6))
        self._label.setText(sentence)
        self.button.setVisible(action is not None)
        self._keys.setVisible(bool(action and action.keys))
        if action is not None:
            self.button.set_words(action.words)
            self._keys.setText(action.keys)
        self.update()

    def fitting(self, most: int) -> QSize:
        """The size it takes where it may be `most` wide."""
        self._row.invalidate()
        least = self._row.minimumSize().width() - self._label.minimumSizeHint().width()
        words = round(painting.text_width(self._label.font(), blur().words(self._label.text()))) + 4
        width = min(most, max(theme().px(240), least + words))
        return QSize(width, max(theme().px(44), self._row.totalHeightForWidth(width)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        painting.rounded(painter, QRectF(self.rect()), unit(10), tokens.toast)
        sign = SIGNS.get(self._tone)
        if sign:
            area = QRectF(unit(14), self.height() / 2 - unit(8), unit(16), unit(16))
            icons.paint(painter, sign, tokens.toast_action, area)
        painter.end()


def _behind(keys: str) -> str:
    return f" ({keys})" if keys else ""


def foot_of(window: QWidget) -> int:
    """How much at the foot of a window belongs to its notice."""
    notice = standing_notice(window)
    return notice.height() if notice is not None else 0


def standing_notice(window: QWidget) -> InlineNotice | None:
    """The notice that is to be seen."""
    found = window.findChildren(InlineNotice)
    return next((one for one in found if not one.isHidden()), None)
