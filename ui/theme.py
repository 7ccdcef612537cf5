"""Colours, type and sizes of the window.

Knows tokens, palettes and fonts; must not know a widget, a text or a service. Painted widgets ask `theme()` while
they paint, so a change of look needs no more than a new palette: Qt repaints everything by itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

MIN_SCALE, MAX_SCALE = 1.0, 2.0


class Tone(StrEnum):
    """What a colour says; never which colour it is."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


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
class Tokens:
    """One look. `*_fill` paints bars and marks, the plain name is for text (4.5 : 1), `*_ground` lies behind it."""

    dark: bool
    ground: str
    sidebar: str
    card: str
    hairline: str
    field_line: str
    hover: str
    ink: str
    ink2: str
    ornament: str
    track: str
    accent: str
    accent_strong: str
    on_accent: str
    tint: str
    good: str
    good_fill: str
    good_ground: str
    warn: str
    warn_fill: str
    warn_ground: str
    bad: str
    bad_fill: str
    bad_ground: str
    chip: str
    toast: str
    on_toast: str
    toast_action: str

    def text(self, tone: Tone) -> str:
        """Colour of words in this tone."""
        return {
            Tone.NEUTRAL: self.ink2,
            Tone.ACCENT: self.accent,
            Tone.GOOD: self.good,
            Tone.WARN: self.warn,
        }.get(tone, self.bad)

    def fill(self, tone: Tone) -> str:
        """Colour of bars, rings and marks in this tone."""
        return {
            Tone.NEUTRAL: self.ornament,
            Tone.ACCENT: self.accent,
            Tone.GOOD: self.good_fill,
            Tone.WARN: self.warn_fill,
        }.get(tone, self.bad_fill)

    def under(self, tone: Tone) -> str:
        """Pale ground behind words of this tone."""
        return {
            Tone.NEUTRAL: self.chip,
            Tone.ACCENT: self.tint,
            Tone.GOOD: self.good_ground,
            Tone.WARN: self.warn_ground,
        }.get(tone, self.bad_ground)


LIGHT = Tokens(
    dark=False,
    ground="#f6f7f9",
    sidebar="#eef1f5",
    card="#ffffff",
    hairline="#e3e7ed",
    field_line="#cfd6df",
    hover="#f1f4f8",
    ink="#17212d",
    ink2="#536273",
    ornament="#8794a3",
    track="#e6eaf0",
    accent="#2563c9",
    accent_strong="#1d54b0",
    on_accent="#ffffff",
    tint="#e8f0fd",
    good="#18744c",
    good_fill="#1f8a5b",
    good_ground="#e2f4ea",
    warn="#9a5408",
    warn_fill="#b8660b",
    warn_ground="#fdf0dc",
    bad="#c2352b",
    bad_fill="#c2352b",
    bad_ground="#fce8e6",
    chip="#eef1f5",
    toast="#1d2733",
    on_toast="#eef2f6",
    toast_action="#8fb8fa",
)

DARK = Tokens(
    dark=True,
    ground="#14181e",
    sidebar="#101419",
    card="#1c222a",
    hairline="#2a323d",
    field_line="#3b4654",
    hover="#232a34",
    ink="#e8edf3",
    ink2="#a5b1bf",
    ornament="#74818f",
    track="#2c3541",
    accent="#6ea3f7",
    accent_strong="#8bb6fa",
    on_accent="#0d1826",
    tint="#1f2f4a",
    good="#5cc795",
    good_fill="#5cc795",
    good_ground="#173528",
    warn="#eab464",
    warn_fill="#eab464",
    warn_ground="#3a2c14",
    bad="#f0857c",
    bad_fill="#f0857c",
    bad_ground="#3d1f1d",
    chip="#2a323d",
    toast="#e8edf3",
    on_toast="#17212d",
    toast_action="#1f57b3",
)

# Text pairs that the window really uses; a test holds each of them to 4.5 : 1.
TEXT_PAIRS = (
    *(
        (ink, under)
        for ink in ("ink", "ink2", "accent", "good", "warn", "bad")
        for under in ("card", "ground", "hover")
    ),
    *((ink, "sidebar") for ink in ("ink", "ink2", "accent")),
    *((ink, "tint") for ink in ("ink", "ink2", "accent", "good", "warn", "bad")),
    *((tone, f"{tone}_ground") for tone in ("good", "warn", "bad")),
    ("ink2", "chip"),
    ("ink", "chip"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_toast", "toast"),
    ("toast_action", "toast"),
)


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
        self._fonts: dict[tuple[Type, int], QFont] = {}
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

    def font(self, kind: Type = Type.BODY, weight: int = 400) -> QFont:
        """A font of one of the five sizes; weights in use are 400, 600 and 700."""
        key = (kind, weight)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = _make_font(
                TYPE_PIXELS[kind] * self._style.scale, weight, self._style.lang
            )
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


def theme() -> Theme:
    """The one theme of the process, made on first use."""
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("make the application before the theme")
    found = app.property("desktopcrm_theme")
    if not isinstance(found, Theme):
        found = Theme(app)
        app.setProperty("desktopcrm_theme", found)
    return found


def tokens() -> Tokens:
    """Colours of the present look."""
    return theme().tokens


def colour(name: str) -> QColor:
    """One token as a colour, by its name."""
    return QColor(getattr(theme().tokens, name))


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
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font
