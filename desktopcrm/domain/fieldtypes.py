"""One object a field type: how a value is read from what a person typed, and how it is shown.

A canonical value is one string: days in ISO form, decimals with a point, choices by key, references by uid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktopcrm.domain import birthdays, numbers, visit_time
from desktopcrm.domain.catalogue import OWN_PREFIX, Catalogue, Field
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.debrief_names import Who
from desktopcrm.domain.meant import bearers
from desktopcrm.errors import UserError
from desktopcrm.plain import plain

MAX_TEXT = 20_000
REFERENCE_TYPES = {"person": "person", "people": "person", "firm": "firm", "rep": "rep", "project": "project"}
US = "us"
OUR_NAMES = (US, "我方", "我们", "我司")
_SPLIT = re.compile(r"[,;，；、\n]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a reference can mean."""

    uid: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Language, definitions, day, currency, records that have names; `covered`: private values are shown as dots."""

    lang: str
    catalogue: Catalogue
    today: date
    currency: str = "CNY"
    named: Mapping[str, Named] = field(default_factory=dict)
    us: str = ""
    covered: bool = False


@dataclass(frozen=True, slots=True)
class FieldType:
    read: Callable[[str, Field, Scope], str]
    show: Callable[[str, Field, Scope], str]


def clean(text: str) -> str:
    """Text as it may be stored: no control or direction marks, sane line ends, no outer blanks."""
    return plain(text).strip()


def parse(field: Field, text: str, scope: Scope) -> str:
    """The canonical value of what was typed. Raises `UserError` with one sentence."""
    stripped = clean(text)
    if not stripped:
        raise UserError("errors.value_empty")
    if stripped == COVER:  # it only covers a value
        raise UserError("errors.value_covered")
    if len(stripped) > MAX_TEXT:
        raise UserError("errors.value_too_long", limit=MAX_TEXT)
    return TYPES[field.type].read(stripped, field, scope)


def show(field: Field, value: str, scope: Scope) -> str:
    """The value as a person reads it, with its unit."""
    if not value or (scope.covered and field.is_covered):
        return value and COVER
    text = TYPES[field.type].show(value, field, scope)
    unit = field.unit[scope.lang]
    return f"{text} {unit}" if unit and field.type in ("integer", "number", "text") else text


def _read_line(text: str, field: Field, scope: Scope) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def _read_note(text: str, field: Field, scope: Scope) -> str:
    return text


def _as_is(value: str, field: Field, scope: Scope) -> str:
    return value


def _read_integer(text: str, field: Field, scope: Scope) -> str:
    number = numbers.read_number(text)
    if number != number.to_integral_value():
        raise UserError("errors.not_whole", value=text)
    return str(int(number))


def _read_number(text: str, field: Field, scope: Scope) -> str:
    return numbers.canonical(numbers.read_number(text))


def _show_number(value: str, field: Field, scope: Scope) -> str:
    return numbers.grouped(value)


def _read_between(text: str, low: int, high: int) -> Decimal:
    number = numbers.read_number(text)
    if not low <= number <= high:
        raise UserError("errors.out_of_range", value=text, low=low, high=high)
    return number


def _read_percent(text: str, field: Field, scope: Scope) -> str:
    return numbers.canonical(_read_between(numbers.plain(text).rstrip("% "), 0, 100))


def _show_percent(value: str, field: Field, scope: Scope) -> str:
    return f"{value} %" if scope.lang == "en" else f"{value}%"


def _read_scale(text: str, field: Field, scope: Scope) -> str:
    number = _read_between(re.sub(r"\s*/\s*5$", "", numbers.plain(text)), 1, 5)
    if number != number.to_integral_value():
        raise UserError("errors.out_of_range", value=text, low=1, high=5)
    return str(int(number))


def _show_scale(value: str, field: Field, scope: Scope) -> str:
    return f"{value} / 5"


def _read_score(text: str, field: Field, scope: Scope) -> str:
    return numbers.canonical(_read_between(re.sub(r"\s*/\s*10$", "", numbers.plain(text)), 0, 10))


def _show_score(value: str, field: Field, scope: Scope) -> str:
    return f"{value} / 10"


def _read_money(text: str, field: Field, scope: Scope) -> str:
    return numbers.read_money(text, scope.currency)


def _show_money(value: str, field: Field, scope: Scope) -> str:
    return numbers.show_money(value)


def _read_day(text: str, field: Field, scope: Scope) -> str:
    return numbers.read_day(text, scope.today).isoformat()


def _show_day(value: str, field: Field, scope: Scope) -> str:
    return numbers.show_day(date.fromisoformat(value), scope.lang)


def _read_birthday(text: str, field: Field, scope: Scope) -> str:
    return birthdays.read(text, scope.today)


def _show_birthday(value: str, field: Field, scope: Scope) -> str:
    return birthdays.show(value, scope.lang)


_YES = {"yes", "y", "true", "1", "是", "有", "对", "已"}
_NO = {"no", "n", "false", "0", "否", "没有", "无", "不是", "未"}


def _read_yesno(text: str, field: Field, scope: Scope) -> str:
    word = text.casefold()
    if word not in _YES | _NO:
        raise UserError("errors.not_yes_or_no", value=text)
    return "yes" if word in _YES else "no"


def _show_yesno(value: str, field: Field, scope: Scope) -> str:
    return {"en": {"yes": "yes", "no": "no"}, "zh": {"yes": "是", "no": "否"}}[scope.lang][value]


def _one_choice(text: str, choices: str, scope: Scope) -> str:
    wanted = text.strip().casefold()
    for option in scope.catalogue.options(choices):
        if wanted in (option.key.casefold(), option.label.en.casefold(), option.label.zh.casefold()):
            return option.key
    allowed = tuple(option.label[scope.lang] for option in scope.catalogue.options(choices))
    raise UserError("errors.not_a_choice", value=text, allowed=allowed)


def _read_choice(text: str, field: Field, scope: Scope) -> str:
    return _one_choice(text, field.choices, scope)


def _read_choices(text: str, field: Field, scope: Scope) -> str:
    found = [_one_choice(part, field.choices, scope) for part in _SPLIT.split(text) if part.strip()]
    return ",".join(dict.fromkeys(found))


def _show_choice(value: str, field: Field, scope: Scope) -> str:
    labels = []
    for key in value.split(","):
        option = scope.catalogue.option(field.choices, key)
        labels.append(option.label[scope.lang] if option else "—" if key.startswith(OWN_PREFIX) else key)
    return ("、" if scope.lang == "zh" else ", ").join(labels)


def _read_check(text: str, field: Field, scope: Scope) -> str:
    word = text.casefold()
    if word in _YES | _NO:
        return "yes" if word in _YES else "no"
    return "na" if word in ("n/a", "不适用") else _one_choice(text, "check_state", scope)


def _show_check(value: str, field: Field, scope: Scope) -> str:
    option = scope.catalogue.option("check_state", value)
    return option.label[scope.lang] if option else value


def _read_reference(text: str, field: Field, scope: Scope) -> str:
    """Uid of the record that a name, a clear part of a name, or an uid means."""
    kind = REFERENCE_TYPES[field.type]
    wanted = " ".join(text.split()).casefold()
    if kind == "firm" and wanted in OUR_NAMES:
        return US
    those = [one for one in scope.named.values() if one.kind == kind]
    exact = [one for one in those if one.name.casefold() == wanted or one.uid == text.strip()]
    whole = bearers(text, [Who(one.uid, one.name) for one in those]) if kind in ("person", "rep") else ()
    found = exact or whole or [one for one in those if wanted in one.name.casefold()]
    if len(found) == 1:
        return found[0].uid
    if found:
        raise UserError("errors.reference_ambiguous", value=text, names=tuple(one.name for one in found[:5]))
    raise UserError(f"errors.{kind}_unknown", value=text)


def _read_references(text: str, field: Field, scope: Scope) -> str:
    found = [_read_reference(part, field, scope) for part in _SPLIT.split(text) if part.strip()]
    return ",".join(dict.fromkeys(found))


def _show_reference(value: str, field: Field, scope: Scope) -> str:
    names = []
    for uid in value.split(","):
        if uid == US:
            names.append(scope.us or ("我方" if scope.lang == "zh" else "us"))
        elif uid in scope.named:
            names.append(scope.named[uid].name)
    return ("、" if scope.lang == "zh" else ", ").join(names) or "—"


def _read_email(text: str, field: Field, scope: Scope) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise UserError("errors.not_an_email", value=text)
    return text


def _read_url(text: str, field: Field, scope: Scope) -> str:
    if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) and not re.match(
        r"https?://", text, re.IGNORECASE
    ):
        raise UserError("errors.not_a_web_address", value=text)
    if re.search(r"\s", text) or "." not in text:
        raise UserError("errors.not_a_web_address", value=text)
    return text


def _read_phone(text: str, field: Field, scope: Scope) -> str:
    if not re.search(r"\d{3}", numbers.plain(text)):
        raise UserError("errors.not_a_phone", value=text)
    return _read_line(text, field, scope)


TYPES: dict[str, FieldType] = {
    "text": FieldType(_read_line, _as_is),
    "note": FieldType(_read_note, _as_is),
    "integer": FieldType(_read_integer, _show_number),
    "number": FieldType(_read_number, _show_number),
    "percent": FieldType(_read_percent, _show_percent),
    "money": FieldType(_read_money, _show_money),
    "date": FieldType(_read_day, _show_day),
    "time": FieldType(lambda text, _field, _scope: visit_time.read(text), _as_is),
    "birthday": FieldType(_read_birthday, _show_birthday),
    "yesno": FieldType(_read_yesno, _show_yesno),
    "choice": FieldType(_read_choice, _show_choice),
    "choices": FieldType(_read_choices, _show_choice),
    "scale": FieldType(_read_scale, _show_scale),
    "score": FieldType(_read_score, _show_score),
    "person": FieldType(_read_reference, _show_reference),
    "people": FieldType(_read_references, _show_reference),
    "firm": FieldType(_read_reference, _show_reference),
    "rep": FieldType(_read_reference, _show_reference),
    "project": FieldType(_read_reference, _show_reference),
    "phone": FieldType(_read_phone, _as_is),
    "email": FieldType(_read_email, _as_is),
    "url": FieldType(_read_url, _as_is),
    "check": FieldType(_read_check, _show_check),
}
