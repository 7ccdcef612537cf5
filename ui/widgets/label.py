"""Words on a page: always plain text, in the type and ink of the theme.

Knows no markup on purpose: what a user typed is shown as he typed it, without the signs that hide in it. The one place
that makes a `QLabel`; a test holds that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktopcrm.plain import plain
from ui.blur import blur
from ui.theme import Type, theme
from ui.widgets import painting


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """`ink` is the name of a token: ink, ink2, accent, good, warn, bad …"""

    kind: Type = Type.BODY
    weight: int = 400
    ink: str = "ink"
    wrap: bool = False
    elide: bool = False

    def but(self, **changes: object) -> LabelStyle:
        """The same style with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


BODY = LabelStyle()
STRONG = LabelStyle(weight=600)
DIM = LabelStyle(ink="ink2")
PARAGRAPH = LabelStyle(wrap=True)
DIM_PARAGRAPH = LabelStyle(ink="ink2", wrap=True)
SMALL = LabelStyle(kind=Type.SMALL, ink="ink2")
DENSE = LabelStyle(kind=Type.DENSE)
HEADING = LabelStyle(kind=Type.HEADING, weight=600)
DISPLAY = LabelStyle(kind=Type.DISPLAY, weight=700, elide=True)
ELIDED = LabelStyle(elide=True)


class Label(QLabel):
    """Plain text. With `elide` it gives way in width and shows the whole text as a tool tip."""

    def __init__(self, text: str = "", style: LabelStyle = BODY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(style.wrap)
        self.setFont(theme().font(style.kind, style.weight))
        if style.wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def set_ink(self, ink: str) -> None:
        """Another token for the words."""
        self._style = replace(self._style, ink=ink)
        self.update()

    def setText(self, text: str) -> None:
        """Show `text` as it stands."""
        super().setText(blur().words(plain(text)))
        if self._style.elide:
            self.setToolTip("")
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._style.elide:
            return QSize(min(hint.width(), theme().px(40)), hint.height())
        return hint

    def heightForWidth(self, width: int) -> int:
        if not self._style.wrap:
            return super().heightForWidth(width)
        edges = self.contentsMargins()
        room = width - edges.left() - edges.right()
        words = int(painting.text_height(self.font(), self.text() or " ", room)) + 1
        return words + edges.top() + edges.bottom()

    def event(self, event: QEvent) -> bool:
        if self._style.elide and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            whole = painting.text_width(self.font(), self.text())
            if whole > self.contentsRect().width():
                self.setToolTip(painting.plain_tip(self.text()))
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        colour = getattr(tokens, self._style.ink) if self.isEnabled() else tokens.ornament
        ink = painting.Ink(self.font(), colour, self.alignment())
        area = QRectF(self.contentsRect())
        if self._style.wrap:
            painting.block_of_text(painter, area, self.text(), ink)
        else:
            painting.line_of_text(painter, area, self.text(), ink)
        painter.end()
