"""A panel over the page, inside the window: not modal, gone with Esc or a click elsewhere, focus given back. It leaves
the foot of the window to a notice that stands there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.notice import InlineNotice, foot_of, standing_notice
from ui.widgets.reading_order import go_round
from ui.widgets.surfaces import OnResize

SHADE = 10


class Popover(QWidget):
    """Fill `body`, then `open_below(anchor)` or `open_centred()`. Deletes itself when closed unless `keep` is set."""

    closed = Signal()

    def __init__(self, name: str, label: str, window: QWidget, width: int = 360) -> None:
        super().__init__(window.window())
        unit = theme().px
        self._width = unit(width)
        self._anchor: QWidget | None = None
        self._before: QWidget | None = None
        self.keep = False
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body = QVBoxLayout(self)
        edge = SHADE + unit(14)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(unit(8))
        OnResize(window.window(), self.place, self)
        self.hide()

    def open_below(self, anchor: QWidget, focus: QWidget | None = None) -> None:
        """Show under (or, where there is no room, above) a widget, with the focus on `focus`."""
        self._anchor = anchor
        self._open(focus)

    def open_centred(self, focus: QWidget | None = None) -> None:
        """Show in the upper third of the window."""
        self._anchor = None
        self._open(focus)

    def close_popover(self) -> None:
        """Hide, give the focus back, tell `closed`."""
        if self.isHidden():
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        held = self._holds(QApplication.focusWidget())
        self.hide()
        if held and self._before is not None and isValid(self._before):  # an empty field goes when it is left
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()
        if not self.keep:
            self.deleteLater()

    def place(self) -> None:
        """Keep inside the window, above its notice."""
        if self.isHidden():
            return
        host = self.parentWidget()
        if host is None:
            return
        width = min(self._width + 2 * SHADE, host.width())
        floor = host.height() - foot_of(host)
        height = min(self._wanted_height(width), floor)
        spot = self._spot(host, QSize(width, height), floor)
        left = max(0, min(spot.x(), host.width() - width))
        top = max(0, min(spot.y(), floor - height))
        self.setGeometry(left, top, width, height)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round in it: what is typed next is not for the page below."""
        go_round(self, forward)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            inside = isinstance(watched, QWidget) and (
                self._holds(watched) or watched.window() is not self.window() or self._is_notice(watched)
            )
            if isinstance(watched, QWidget) and not inside:
                self.close_popover()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        area = QRectF(self.rect())
        for step in range(SHADE):
            shade = QColor(0, 0, 0, 2 if not tokens.dark else 9)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(
                area.adjusted(step, step, -step, -step), 12 + SHADE - step, 12 + SHADE - step
            )
        body = area.adjusted(SHADE, SHADE, -SHADE, -SHADE)
        painting.rounded(painter, body, 12, tokens.card, tokens.field_line)
        painter.end()

    def _open(self, focus: QWidget | None) -> None:
        self._before = QApplication.focusWidget()
        for notice in self.window().findChildren(InlineNotice):
            notice.moved.connect(self.place)
        self.show()
        self.place()
        self.raise_()
        (focus or self).setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def _wanted_height(self, width: int) -> int:
        if self.body.hasHeightForWidth():
            return self.body.totalHeightForWidth(width)
        return self.body.totalSizeHint().height()

    def _spot(self, host: QWidget, size: QSize, floor: int) -> QPoint:
        if self._anchor is None:
            return QPoint((host.width() - size.width()) // 2, max(0, host.height() // 9 - SHADE))
        if not isValid(self._anchor) or not host.isAncestorOf(self._anchor):
            return self.pos()  # what it was opened under has been made anew
        corner = self._anchor.mapTo(host, QPoint(0, self._anchor.height()))
        below = QPoint(corner.x() - SHADE, corner.y() + 4 - SHADE)
        if below.y() + size.height() <= floor:
            return below
        return QPoint(below.x(), corner.y() - self._anchor.height() - size.height() - 4 + SHADE)

    def _is_notice(self, widget: QWidget) -> bool:
        """Taking something back, or reading what was said, is no turning away."""
        notice = standing_notice(self.window())
        return notice is not None and (widget is notice or notice.isAncestorOf(widget))

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))
