"""Numbers, money and days as people write them, in both languages, to and from one canonical form."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from desktopcrm.errors import UserError

CURRENCIES = {
    "¥": "CNY", "￥": "CNY", "元": "CNY", "人民币": "CNY", "RMB": "CNY", "$": "USD", "美元": "USD", "US$": "USD",
    "€": "EUR", "欧元": "EUR", "£": "GBP", "英镑": "GBP", "日元": "JPY", "CHF": "CHF", "港币": "HKD",
}  # fmt: skip
SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
SCALES = {
    "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000, "千": 1_000,
    "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000, "thousand": 1_000,
    "billion": 1_000_000_000,
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％：／－　", "0123456789.,%:/- ")
_NUMBER = re.compile(r"[-+]?\d[\d.,  _']*")
_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]?"),
    re.compile(r"(?P<d>\d{1,2})\.?\s+(?P<name>[a-z]{3,9})\.?,?\s+(?P<y>\d{4})"),
    re.compile(r"(?P<name>[a-z]{3,9})\.?\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4})"),
)
FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Days outside are slips of the pen, and clocks that count on from them would leave the calendar."""
_NEAR = {"today": 0, "今天": 0, "yesterday": -1, "昨天": -1, "tomorrow": 1, "明天": 1, "前天": -2, "后天": 2}


def plain(text: str) -> str:
    """Full-width digits and signs as ASCII, outer blanks gone."""
    return text.translate(_FULL_WIDTH).strip()


def read_number(text: str) -> Decimal:
    """A decimal from `1,200.5`, `1.200,5`, `18,5`, `120万`, `1.2m`. Raises `UserError`."""
    clean = plain(text)
    found = _NUMBER.match(clean)
    if not found:
        raise UserError("errors.not_a_number", value=text)
    scale = clean[found.end() :].strip().lower()
    if scale and scale not in SCALES:
        raise UserError("errors.not_a_number", value=text)
    return _decimal(found.group(), text) * SCALES.get(scale, 1)


def _decimal(digits: str, text: str) -> Decimal:
    digits = re.sub(r"[  _']", "", digits).rstrip(",.")
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "." if comma > point else ","
        digits = digits.replace(thousands, "").replace(",", ".")
    elif comma >= 0:
        groups = digits.lstrip("+-").split(",")
        is_thousands = all(len(group) == 3 for group in groups[1:]) and groups[0] != "0"
        digits = digits.replace(",", "" if is_thousands else ".")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        raise UserError("errors.not_a_number", value=text) from None
    if abs(value) > Decimal("1e15"):
        raise UserError("errors.number_too_large", value=text)
    return value


def canonical(value: Decimal) -> str:
    """`18.50` → `18.5`, never an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_money(text: str, currency: str) -> str:
    """`USD 385,000`, `¥120万`, `1.2m EUR` → `USD 385000`; without a currency, `currency` is meant."""
    clean = plain(text)
    found_currency = currency
    code = re.search(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", clean)
    if code and code.group() != "RMB":
        found_currency = code.group()
        clean = clean.replace(code.group(), " ", 1)
    else:
        for sign in sorted(CURRENCIES, key=len, reverse=True):
            if sign in clean:
                found_currency, clean = CURRENCIES[sign], clean.replace(sign, " ", 1)
                break
    if found_currency == "CNY":
        clean = clean.removesuffix("元")  # said twice: ¥120万元
    return f"{found_currency} {canonical(read_number(clean))}"


def grouped(number: str) -> str:
    """Canonical number with thousands separated: `1200000.5` → `1,200,000.5`."""
    whole, point, rest = number.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits or '0'):,}{point}{rest}"


def show_money(value: str) -> str:
    code, _, number = value.partition(" ")
    sign = SYMBOLS.get(code)
    return f"{sign}{grouped(number)}" if sign else f"{code} {grouped(number)}"


def read_day(text: str, today: date) -> date:
    """A day from the usual ways to write one in both languages. Raises `UserError`."""
    clean = plain(text).lower()
    if clean in _NEAR:
        return today + timedelta(days=_NEAR[clean])
    for pattern in _DAYS:
        found = pattern.fullmatch(clean)
        if found:
            parts = found.groupdict()
            month = _month(parts["name"], text) if "name" in parts else int(parts["m"])
            try:
                day = date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                raise UserError("errors.no_such_day", value=text) from None
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise UserError("errors.day_too_far", value=text, first=FIRST_YEAR, last=LAST_YEAR)
            return day
    raise UserError("errors.not_a_day", value=text)


def _month(name: str, text: str) -> int:
    if name[:3] not in MONTHS:
        raise UserError("errors.not_a_day", value=text)
    return MONTHS.index(name[:3]) + 1


def read_birthday(text: str, today: date) -> str:
    """A full day, or month and day only (`--03-12`)."""
    clean = plain(text).lower()
    short = re.fullmatch(r"(?:--)?(\d{1,2})[-/月.](\d{1,2})[日号]?", clean)
    named = re.fullmatch(
        r"(?P<d>\d{1,2})\.?\s+(?P<name>[a-z]{3,9})|(?P<name2>[a-z]{3,9})\s+(?P<d2>\d{1,2})", clean
    )
    if short is not None:
        month, day = int(short.group(1)), int(short.group(2))
    elif named is not None:
        month = _month(named["name"] or named["name2"], text)
        day = int(named["d"] or named["d2"])
    else:
        return read_day(text, today).isoformat()
    try:
        date(2000, month, day)
    except ValueError:
        raise UserError("errors.no_such_day", value=text) from None
    return f"--{month:02}-{day:02}"


def show_day(value: date, lang: str) -> str:
    if lang == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {MONTHS[value.month - 1].capitalize()} {value.year}"


def show_birthday(value: str, lang: str) -> str:
    if not value.startswith("--"):
        return show_day(date.fromisoformat(value), lang)
    month, day = int(value[2:4]), int(value[5:7])
    return f"{month}月{day}日" if lang == "zh" else f"{day} {MONTHS[month - 1].capitalize()}"
