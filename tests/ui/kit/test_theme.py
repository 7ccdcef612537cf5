"""Colours can be read, type follows the language, the look follows the wish."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktopcrm.services import fonts
from ui import icons
from ui.theme import (
    DARK,
    LIGHT,
    MAX_SCALE,
    Look,
    Style,
    Tokens,
    Tone,
    Type,
    add_font_files,
    families,
    theme,
)
from ui.theme.tokens import TEXT_PAIRS
from ui.widgets import avatar

READABLE = 4.5


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_every_pair_of_ink_and_ground_can_be_read(tokens: Tokens, pair: tuple[str, str]) -> None:
    ink, ground = (getattr(tokens, name) for name in pair)
    assert contrast(ink, ground) >= READABLE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read_on_its_own_ground_and_on_a_card(tokens: Tokens, tone: Tone) -> None:
    assert contrast(tokens.text(tone), tokens.under(tone)) >= READABLE
    assert contrast(tokens.text(tone), tokens.card) >= READABLE


def test_initials_can_be_read_on_every_colour_of_an_avatar() -> None:
    assert [pair for pair in avatar.shades() if contrast(*pair) < READABLE] == []


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_chinese_family_comes_first_only_in_a_chinese_window() -> None:
    assert families("zh", "linux")[0] == "Noto Sans SC"
    assert families("en", "linux")[0] == "Inter"
    assert families("zh", "win32")[0] == "Microsoft YaHei UI"
    assert families("zh", "darwin")[0] == "PingFang SC"


def test_the_bundled_fonts_bring_the_families_that_are_asked_for() -> None:
    brought = set(add_font_files(fonts.font_files()))
    assert {"Inter", "Noto Sans SC"} <= brought


def test_the_wish_for_dark_darkens_every_window_at_once(qapp: QApplication) -> None:
    theme().apply(Style(Look.DARK, "en"))
    assert theme().tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    theme().apply(Style(Look.LIGHT, "en"))
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)


def test_text_grows_to_twice_its_size_and_no_further() -> None:
    normal = theme().font(Type.BODY).pointSizeF()
    theme().apply(Style(Look.LIGHT, "en", MAX_SCALE * 2))
    assert theme().style.scale == MAX_SCALE
    assert theme().font(Type.BODY).pointSizeF() == pytest.approx(normal * MAX_SCALE)
    assert theme().px(32) == 32 * MAX_SCALE


def test_an_icon_takes_the_colour_it_is_given_and_stays_sharp_on_a_dense_screen() -> None:
    for name in icons.names():
        picture = icons.pixmap(name, "#ff0000", 18, 1.5)
        assert picture.width() == round(18 * 1.5)
        image = picture.toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 200
        ]
        assert inked, name
        assert all(pixel.red() > 200 and pixel.blue() < 60 for pixel in inked), name
