"""Outline icons from `resources/icons`, recoloured and crisp at every scale.

Knows the SVG files and the painter; must not know which screen uses them. Adding an icon is adding a file.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktopcrm import paths

FOLDER = paths.resources() / "icons"


def names() -> list[str]:
    """Every icon that is shipped."""
    return sorted(file.stem for file in FOLDER.glob("*.svg"))


def pixmap(name: str, colour: str, size: int, ratio: float | None = None) -> QPixmap:
    """The icon in one colour, `size` logical pixels wide, for a screen of `ratio` device pixels each."""
    return _rendered(name, colour, size, ratio if ratio is not None else _screen_ratio())


def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """The icon for menus and Qt's own buttons."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made


def paint(painter: QPainter, name: str, colour: str, area: QRectF) -> None:
    """Draw the icon into a square `area` (logical pixels) of the painter."""
    size = round(min(area.width(), area.height()))
    if size < 1:
        return  # a widget that has no room yet
    ratio = painter.device().devicePixelRatioF()
    left = area.left() + (area.width() - size) / 2
    top = area.top() + (area.height() - size) / 2
    # Whole device pixels: a picture placed between two pixels loses its edge.
    painter.drawPixmap(
        QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, size, size),
        _rendered(name, colour, size, ratio),
        QRectF(0, 0, round(size * ratio), round(size * ratio)),
    )


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _rendered(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    device = round(size * ratio)
    picture = QPixmap(QSize(device, device))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, device, device))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _screen_ratio() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen is not None else 1.0
