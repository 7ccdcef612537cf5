"""What a page is built of: cards, titles, hairlines, the scrolling page and the panel at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.following import Following
from ui.widgets.label import DIM, DISPLAY, ELIDED, HEADING, Label
from ui.widgets.scroll import thin_bars

CARD_RADIUS = 12


class Plain(QWidget):
    """A bare area painted in one token (`ground`, `sidebar`, `card`); the base of pages and panels."""

    def __init__(self, fill: str = "ground", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill = fill
        self._edge = ""

    def set_edge(self, side: str) -> None:
        """One hairline at the `left`, `right`, `top` or `bottom`."""
        self._edge = side

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        painter.fillRect(self.rect(), QColor(getattr(theme().tokens, self._fill)))
        if self._edge:
            painter.fillRect(self._edge_area(), QColor(theme().tokens.hairline))
        painter.end()

    def _edge_area(self) -> QRect:
        width, height = self.width(), self.height()
        areas = {"left": QRect(0, 0, 1, height), "right": QRect(width - 1, 0, 1, height)}
        areas |= {"top": QRect(0, 0, width, 1), "bottom": QRect(0, height - 1, width, 1)}
        return areas[self._edge]


class Card(QFrame):
    """White area, round corners, one hairline. Add widgets to `body`; a title makes its own line at the top."""

    def __init__(self, title: str = "", aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = theme().px
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(unit(18), unit(14), unit(18), unit(16))
        self.body.setSpacing(unit(8))
        self.title = SectionTitle(title, aside, self)
        self.body.addWidget(self.title)
        self.title.setVisible(bool(title))
        if title:
            self.setAccessibleName(title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        painting.rounded(painter, QRectF(self.rect()), CARD_RADIUS, tokens.card, tokens.hairline)
        painter.end()


class SectionTitle(QWidget):
    """A heading, a dimmer remark beside it, and room for buttons at the right (`tools`)."""

    def __init__(self, title: str, aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        self._title = Label(title, HEADING, self)
        self._aside = Label(aside, ELIDED.but(ink="ink2"), self)
        self._aside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self._title)
        row.addWidget(self._aside, 1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(theme().px(4))
        row.addLayout(self.tools)

    def show_title(self, title: str, aside: str = "") -> None:
        """Other words."""
        self._title.setText(title)
        self._aside.setText(aside)
        self.show()


class PageHeader(QWidget):
    """Crumb, large title, a row for chips, and buttons at the right (`tools`)."""

    def __init__(self, title: str, crumb: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(16))
        words = QVBoxLayout()
        words.setSpacing(unit(4))
        self.crumb = Label(crumb, DIM, self)
        self.crumb.setVisible(bool(crumb))
        self.title = Label(title, DISPLAY, self)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.chips = QHBoxLayout()
        self.chips.setSpacing(unit(8))
        words.addWidget(self.crumb)
        words.addWidget(self.title)
        words.addLayout(self.chips)
        row.addLayout(words, 1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(unit(8))
        side = QVBoxLayout()
        side.addLayout(self.tools)
        side.addStretch(1)
        row.addLayout(side)


class Hairline(QWidget):
    """A line one pixel high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        painter.fillRect(self.rect(), QColor(theme().tokens.hairline))
        painter.end()


class Sheet(Plain):
    """The inside of a page: as high as its lines are at the present width.

    The least height that Qt adds up comes from lines wrapped at some narrow width and would leave a gap at the end.
    """

    def minimumSizeHint(self) -> QSize:
        hint, layout = super().minimumSizeHint(), self.layout()
        return QSize(hint.width(), 0) if layout is not None and layout.hasHeightForWidth() else hint


class ScrollPage(QScrollArea):
    """A page that scrolls, its content never wider than `max_width` and always scrolled to what has the focus."""

    def __init__(self, name: str, max_width: int = 1200, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = theme().px
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = Sheet("ground", self)
        row = QHBoxLayout(outer)
        row.setContentsMargins(unit(28), unit(22), unit(28), unit(28))
        column = QWidget(outer)
        column.setMaximumWidth(unit(max_width))
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(unit(16))
        row.addWidget(column, 100)
        row.addStretch(0)
        self.setWidget(outer)
        thin_bars(self)
        self.following = Following(self)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that `widget` is seen, and give it the focus."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(widget, 0, theme().px(80))


class RoomyArea(QScrollArea):
    """As high as what is in it, but no higher than `most` pixels; then it scrolls. For panels over the page."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        thin_bars(self)
        Following(self)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        wanted = inside.sizeHint() if inside is not None else QSize()
        return QSize(wanted.width(), min(self._most, wanted.height()))


class SidePanel(Plain):
    """The panel at the right of a page: a title line and a scrolling body."""

    def __init__(self, name: str, title: str, width: int = 300, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        unit = theme().px
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.set_edge("left")
        self._wide = unit(width)
        self.setMinimumWidth(min(width, self._wide) * 3 // 4)
        self.setMaximumWidth(self._wide)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(1), unit(16), 0, 0)
        column.setSpacing(unit(8))
        self.title = SectionTitle(title, "", self)
        self.title.setContentsMargins(unit(16), 0, unit(12), 0)
        column.addWidget(self.title)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = Plain("card", area)
        filled = QVBoxLayout(inside)
        filled.setContentsMargins(unit(16), unit(4), unit(16), unit(16))
        # A widget of its own: inside a nested layout one narrow chip would make every line as narrow as itself.
        rows = QWidget(inside)
        self.body = QVBoxLayout(rows)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(unit(8))
        filled.addWidget(rows)
        filled.addStretch(1)
        area.setWidget(inside)
        thin_bars(area)
        Following(area)
        column.addWidget(area, 1)

    def sizeHint(self) -> QSize:
        return QSize(self._wide, super().sizeHint().height())


class OnResize(QObject):
    """Calls `place` whenever `host` changes its size; overlays keep their place with it."""

    def __init__(self, host: QWidget, place: Callable[[], None], owner: QObject) -> None:
        super().__init__(owner)
        self._place = place
        host.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout; its widgets are deleted when the events in hand are done."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, (QVBoxLayout, QHBoxLayout)):
            clear_layout(inner)


def fixed_size(width: int, height: int) -> QSize:
    """A size on the grid, grown with the text."""
    return QSize(theme().px(width), theme().px(height))
