"""Long work on a page: what is being done, how far it is, and a button that stops it. Never modal."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Tone, theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.coverage import paint_bar
from ui.widgets.label import ELIDED, SMALL, STRONG, Label


class _Bar(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.percent = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        paint_bar(painter, QRectF(self.rect()), self.percent, Tone.ACCENT)
        painter.end()


class ProgressPanel(QWidget):
    """`cancel_requested` once; the panel stays until whoever runs the work hides it."""

    cancel_requested = Signal()

    def __init__(self, name: str, title: str, cancel_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = theme().px
        self.setObjectName(name)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(16), unit(12), unit(12), unit(14))
        column.setSpacing(unit(8))
        line = QHBoxLayout()
        line.setSpacing(unit(8))
        self._title = Label(title, STRONG.but(elide=True), self)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count = Label("", SMALL, self)
        self.cancel = Button(f"{name}_cancel", cancel_words, "", Kind.GHOST, self).dense()
        self.cancel.clicked.connect(self._on_cancel)
        line.addWidget(self._title, 1)
        line.addWidget(self._count)
        line.addWidget(self.cancel)
        self._bar = _Bar(self)
        self._text = Label("", ELIDED.but(ink="ink2"), self)
        column.addLayout(line)
        column.addWidget(self._bar)
        column.addWidget(self._text)

    def set_title(self, words: str) -> None:
        """Other work."""
        self._title.setText(words)
        self.setAccessibleName(words)

    def show_step(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` steps; `text` names the one in hand."""
        self._bar.percent = round(100 * done / total) if total else 0
        self._bar.setAccessibleName(f"{self._bar.percent} %")
        self._bar.update()
        self._count.setText(f"{done} / {total}" if total else "")
        self._text.setText(text)

    def percent(self) -> int:
        """How far the bar is."""
        return self._bar.percent

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        painting.rounded(painter, QRectF(self.rect()), 12, tokens.card, tokens.hairline)
        painter.end()

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel_requested.emit()
