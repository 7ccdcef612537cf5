"""Colours, type and sizes of the window.

Knows tokens, palettes and fonts; must not know a widget, a text or a service. Painted widgets ask `theme()` while
they paint, so a change of look needs no more than a new palette: Qt repaints everything by itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from ui.theme.tokens import DARK, LIGHT, Tokens, Tone

MIN_SCALE, MAX_SCALE = 1.0, 2.0

__all__ = [
    "DARK",
    "LIGHT",
    "Look",
    "Style",
    "Theme",
    "Tokens",
    "Tone",
    "Type",
    "add_font_files",
    "families",
    "palette_of",
    "theme",
]


class Look(StrEnum):
    """The user's wish; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Type(StrEnum):
    """The five sizes of type."""

    DISPLAY = "display"
    HEADING = "heading"
    BODY = "body"
    DENSE = "dense"
    SMALL = "small"


TYPE_PIXELS = {Type.DISPLAY: 24.0, Type.HEADING: 14.0, Type.BODY: 13.0, Type.DENSE: 12.5, Type.SMALL: 11.0}


@dataclass(frozen=True, slots=True)
class Style:
    """Everything the look depends on; equal styles look equal."""

    look: Look = Look.SYSTEM
    lang: str = "en"
    scale: float = 1.0


class Theme(QObject):
    """The look of the running window. One exists per process, see `theme()`."""

    colours_changed = Signal()
    metrics_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = Style()
        self._tokens = LIGHT
        self._fonts: dict[tuple[Type, int, bool], QFont] = {}
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)

    @property
    def tokens(self) -> Tokens:
        """Colours of the present look."""
        return self._tokens

    @property
    def style(self) -> Style:
        """The wishes in force."""
        return self._style

    def px(self, size: float) -> int:
        """A length on the 8-pixel grid, grown with the text size."""
        return round(size * self._style.scale)

    def font(self, kind: Type = Type.BODY, weight: int = 400, figures: bool = False) -> QFont:
        """A font of one of the five sizes; weights in use are 400, 600 and 700.

        `figures` gives digits of one width for columns of numbers; it also widens hyphens, so words go without.
        """
        key = (kind, weight, figures)
        found = self._fonts.get(key)
        if found is None:
            found = _make_font(TYPE_PIXELS[kind] * self._style.scale, weight, self._style.lang)
            if figures:
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = found
        return found

    def apply(self, style: Style) -> None:
        """Take a new look, language or text size; open windows follow at once."""
        style = replace(style, scale=min(MAX_SCALE, max(MIN_SCALE, style.scale)))
        metrics = (style.lang, style.scale) != (self._style.lang, self._style.scale)
        self._style = style
        self._tokens = DARK if _wants_dark(style.look) else LIGHT
        if metrics:
            self._fonts.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.font())
            palette = palette_of(self._tokens)
            app.setPalette(palette)
            QToolTip.setPalette(palette)
            QToolTip.setFont(self.font(Type.DENSE))
        if metrics:
            self.metrics_changed.emit()
        self.colours_changed.emit()

    def reload_fonts(self) -> None:
        """Forget made fonts after new font files have arrived."""
        self._fonts.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.font())
        self.metrics_changed.emit()

    def _on_system_changed(self) -> None:
        if self._style.look is Look.SYSTEM:
            self.apply(self._style)


@lru_cache(maxsize=1)
def theme() -> Theme:
    """The one theme of the process, made on first use. Asked some hundred times in each painted frame, so remembered."""
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("make the application before the theme")
    return Theme(app)


def add_font_files(files: Iterable[Path]) -> list[str]:
    """Register font files; gives the families that came with them."""
    families: list[str] = []
    for file in files:
        number = QFontDatabase.addApplicationFont(str(file))
        families.extend(QFontDatabase.applicationFontFamilies(number) if number >= 0 else [])
    return families


def families(lang: str, platform: str = sys.platform) -> list[str]:
    """Font families in order of wish: the Chinese family first in a Chinese window."""
    system = {"win32": ["Microsoft YaHei UI"], "darwin": ["PingFang SC"]}.get(platform, [])
    chinese = [*system, "Noto Sans SC"]
    return [*chinese, "Inter"] if lang == "zh" else ["Inter", *chinese]


def palette_of(tokens: Tokens) -> QPalette:
    """The palette for everything Qt paints itself (editors, menus, scroll bars)."""
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: tokens.ground,
        role.WindowText: tokens.ink,
        role.Base: tokens.card,
        role.AlternateBase: tokens.hover,
        role.Text: tokens.ink,
        role.PlaceholderText: tokens.ink2,
        role.Button: tokens.card,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.on_toast,
        role.Light: tokens.hairline,
        role.Midlight: tokens.hairline,
        role.Mid: tokens.field_line,
        role.Dark: tokens.field_line,
        role.Shadow: tokens.field_line,
        role.Accent: tokens.accent,
    }
    for key, value in pairs.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.ornament))
    return palette


def _wants_dark(look: Look) -> bool:
    if look is not Look.SYSTEM:
        return look is Look.DARK
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _make_font(pixels: float, weight: int, lang: str) -> QFont:
    font = QFont()
    font.setFamilies(families(lang))
    # Points keep half pixels (12.5), which setPixelSize would drop; macOS counts 72 of them to the inch.
    font.setPointSizeF(pixels if sys.platform == "darwin" else pixels * 72 / 96)
    font.setWeight(QFont.Weight(weight))
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font
