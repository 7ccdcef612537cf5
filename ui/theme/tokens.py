"""The colours of the light and the dark look, named by what they are for. Knows no widget and no palette."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a colour says; never which colour it is."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


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
    deal_bonus: str
    deal_gold_mine: str
    deal_next_month: str
    deal_next_quarter: str
    deal_baggage: str
    on_deal: str
    on_gold: str

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
    deal_bonus="#18744c",
    deal_gold_mine="#efbf45",
    deal_next_month="#1f6f9c",
    deal_next_quarter="#6a58ad",
    deal_baggage="#5d6875",
    on_deal="#ffffff",
    on_gold="#3a2a00",
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
    deal_bonus="#5cc795",
    deal_gold_mine="#eac65c",
    deal_next_month="#7cbfe3",
    deal_next_quarter="#b6a8ef",
    deal_baggage="#93a0ae",
    on_deal="#10171e",
    on_gold="#10171e",
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
    *(("on_deal", f"deal_{key}") for key in ("bonus", "next_month", "next_quarter", "baggage")),
    ("on_gold", "deal_gold_mine"),
)
