"""Says in a language what a rule said without one."""

from __future__ import annotations

from datetime import date

from desktopcrm.domain import numbers
from desktopcrm.domain.said import Money, Said, Value
from desktopcrm.texts import Texts, Translate, Words


def tell(texts: Texts, lang: str, said: Said) -> str:
    """The sentence in the language; days, amounts and lists in its own way."""
    return tell_in(texts.bind(lang), lang, said)


def tell_in(tr: Translate, lang: str, said: Said) -> str:
    """The same where the texts are bound to the language already."""
    return tr(said.key, **{name: shown_in(tr, lang, value) for name, value in said.params})


def shown_in(tr: Translate, lang: str, value: Value) -> str | int:
    """One value as a reader of the language writes it."""
    if isinstance(value, Said):
        return tell_in(tr, lang, value)
    if isinstance(value, Words):
        return value[lang]
    if isinstance(value, Money):
        return numbers.show_money(value.value)
    if isinstance(value, date):
        return numbers.show_day(value, lang)
    if isinstance(value, tuple):
        return ("、" if lang == "zh" else ", ").join(str(shown_in(tr, lang, one)) for one in value)
    return value


def shown(texts: Texts, lang: str, value: Value) -> str | int:
    """The same with all texts at hand."""
    return shown_in(texts.bind(lang), lang, value)
