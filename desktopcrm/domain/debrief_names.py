"""Who is meant by a name behind @: in full, by a part that only one has, or as one is called (王总, 老罗, Mr Pike).

Names are compared without case, accents and width. Knows names and titles; knows no plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from desktopcrm.domain.beginnings import SHORTEST_PART, begun
from desktopcrm.domain.pinyin import initials
from desktopcrm.domain.search_text import folded

LONGEST_HAN_NAME = 4
TWO_SIGN_SURNAMES = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木", "夏侯", "南宫",
)  # fmt: skip
FORMS_OF_ADDRESS = (
    "董事长", "总经理", "副总", "总工", "总监", "经理", "主任", "部长", "科长", "处长", "厂长", "院长", "所长", "局长",
    "班长", "队长", "组长", "主管", "专员", "师傅", "老师", "教授", "博士", "书记", "会计", "律师", "女士", "先生", "小姐",
    "总", "工", "董", "师", "部", "处", "科", "局", "院", "姐", "哥", "姨", "叔",
)  # fmt: skip
HINTS = {
    "总": ("总", "董事长", "经理"),
    "工": ("工程", "技术", "总工", "设备", "能源"),
    "董": ("董事",),
    "师傅": ("班长", "师傅", "维修", "操作"),
}
"""Whom of several with one surname a form of address means: whose title has one of these; else the form itself."""

_LATIN = re.compile(r"[^\W\d_一-鿿][^\W_一-鿿]*(?:[-.'’][^\W\d_一-鿿][^\W_一-鿿]*)*")
_HAN = re.compile(r"[一-鿿·]+")
_MISTER = re.compile(r"(?:mr|mrs|ms|miss|dr|prof)\.?\s+", re.IGNORECASE)
_GENITIVE = re.compile(r"['’]s$", re.IGNORECASE)
_BEHIND = re.compile(
    "说|讲|问|答|提|要|想|看|在|是|给|让|把|跟|与|对|去|来|告|催|约|带|拿|没|不|也|都|就|会|能|将|已|再|又|很|还|请|先|叫|批|签|聊|谈|反|接|管|找|收|刚|嫌|只|该|走|到|的|了|着|过|"
    "表示|认为|觉得|透露|建议|希望|担心|强调|同意|支持|承诺|保证|负责|打电话|打算|开会|和|那"
)
"""What follows a name in a sentence, and so ends one that nobody has yet."""
_SPEAKS = "说讲问答"
_NO_DOER = re.compile("的|那|这|要的|想要|需要")
"""Behind a name that says for whom or about whom something is."""
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w-])", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who can be named. `is_rep`: sells for a rival, `firm` by uid."""

    uid: str
    name: str
    title: str = ""
    is_rep: bool = False
    firm: str = ""


class Named(NamedTuple):
    """`text[start:end]` is a name; of nobody known, of one, or of several."""

    end: int
    words: str
    who: tuple[Who, ...] = ()


class Names:
    """Everybody of an account who can be meant, ready to be looked up."""

    def __init__(self, people: Iterable[Who]) -> None:
        self.people = tuple(people)
        self._by_form: dict[str, list[Who]] = {}
        self._by_surname: dict[str, list[Who]] = {}
        for who in self.people:
            for form in dict.fromkeys(_forms(who.name)):
                self._by_form.setdefault(form, []).append(who)
            surname = surname_of(who.name)
            if surname:
                self._by_surname.setdefault(surname, []).append(who)
        self._longest = max((len(form) for form in self._by_form), default=0)

    def read(self, plain: str, at: int) -> Named | None:
        """The name that begins at `at`; `None` where none can."""
        if _DOMAIN.match(plain, at):
            return None
        han = _HAN.match(plain, at)
        if han is not None:
            return self._read_han(plain, at, han.end())
        return self._read_latin(plain, at)

    def doers(self, plain: str, at: int) -> tuple[Who, ...]:
        """Who does what is written in Chinese from `at` on, named without a mark: 沈总明天约董事长; not 沈总的方案."""
        at += len(plain) - at - len(plain[at:].lstrip())
        han = _HAN.match(plain, at)
        found = self._read_han(plain, at, han.end()) if han else None
        if found is None or found.end - at < SHORTEST_PART or _NO_DOER.match(plain, found.end):
            return ()
        return tuple(one for one in found.who if not one.is_rep)

    def begun(self, typed: str) -> list[Who]:
        """Whom the letters typed so far may mean: names or their words beginning so, then pinyin (wg for 王工)."""
        return [self.people[place] for place in begun(typed, [who.name for who in self.people])]

    def is_whole(self, typed: str) -> bool:
        """Whether the letters are a name, or a part that stands for it, as it is written."""
        return " ".join(folded(typed).split()) in self._by_form

    def called(self, name: str) -> tuple[Who, ...]:
        """Whom a Chinese name means that is all there is: whole (周敏, 建平, 罗), or as one is called (王总, 老罗)."""
        found = self._by_form.get(name)
        if found:
            return tuple(found)
        address = self._read_address(name, 0, len(name)) if _HAN.match(name) else None
        return address.who if address is not None and address.end == len(name) else ()

    def _read_latin(self, plain: str, at: int) -> Named | None:
        mister = _MISTER.match(plain, at)
        begin = mister.end() if mister else at
        words = _words(plain, begin)
        if not words:
            return None
        for count in range(len(words), 0, -1):
            end = words[count - 1].end()
            who, end = self._form(plain[begin:end], end)
            if who:
                return Named(end, plain[at:end], who)
        first = words[0]
        part = _GENITIVE.sub("", first.group())
        end = first.start() + len(part)
        who = self._unique_part(part)
        if who:
            return Named(end, plain[at:end], who)
        end = _last_capital(words, first)
        return Named(end, _GENITIVE.sub("", plain[at:end]))

    def _form(self, text: str, end: int) -> tuple[tuple[Who, ...], int]:
        key = " ".join(folded(text).split())
        if key in self._by_form:
            return tuple(self._by_form[key]), end
        bare = _GENITIVE.sub("", text)
        found = self._by_form.get(" ".join(folded(bare).split())) if bare != text else None
        return (tuple(found), end - len(text) + len(bare)) if found else ((), end)

    def _unique_part(self, part: str) -> tuple[Who, ...]:
        wanted = folded(part)
        if len(wanted) < SHORTEST_PART:
            return ()
        begun = [
            who for who in self.people if any(word.startswith(wanted) for word in _latin_words(who.name))
        ]
        return tuple(begun or (who for who in self.people if initials(who.name) == wanted))

    def _read_han(self, plain: str, at: int, stop: int) -> Named:
        for end in range(min(stop, at + self._longest), at, -1):
            who = self._by_form.get(plain[at:end])
            if who and (end - at > 1 or end == stop or _BEHIND.match(plain, end)):
                return self._addressed(plain, (at, end, stop), who)
        called = self._read_address(plain, at, stop)
        if called is not None:
            return called
        least = at + 1 if plain[at + 1 : at + 2] in tuple(_SPEAKS) else at + 2
        end = next((place for place in range(least, stop) if _BEHIND.match(plain, place)), stop)
        end = min(end, at + LONGEST_HAN_NAME)
        begun = [who for who in self.people if end - at > 1 and who.name.startswith(plain[at:end])]
        return Named(end, plain[at:end], tuple(begun))

    def _addressed(self, plain: str, span: tuple[int, int, int], who: list[Who]) -> Named:
        """A name with a form of address behind it: 罗建平部长 is one name; a surname alone may need it to be clear."""
        at, end, stop = span
        if end - at == 1 or plain[at:end] in TWO_SIGN_SURNAMES:
            return self._read_address(plain, at, stop) or Named(end, plain[at:end], tuple(who))
        form = next((one for one in FORMS_OF_ADDRESS if plain.startswith(one, end) and len(one) > 1), "")
        return Named(end + len(form), plain[at : end + len(form)], tuple(who))

    def _read_address(self, plain: str, at: int, stop: int) -> Named | None:
        """王总, 李工, 老罗, 小蒋: a surname and how one calls its bearer."""
        begin = at + 1 if plain[at] in "老小" and at + 1 < stop else at
        wide = plain[begin : begin + 2]
        surname = wide if wide in TWO_SIGN_SURNAMES else plain[begin]
        end = begin + len(surname)
        form = next((one for one in FORMS_OF_ADDRESS if plain.startswith(one, end)), "")
        bearers = self._by_surname.get(surname, [])
        if not form and not (begin > at and bearers):
            return None
        end += len(form)
        return Named(end, plain[at:end], _meant(bearers, form))


def surname_of(name: str) -> str:
    """The surname of a Chinese name."""
    han = _HAN.search(name)
    if han is None:
        return ""
    return han.group()[:2] if han.group()[:2] in TWO_SIGN_SURNAMES else han.group()[0]


def _meant(bearers: list[Who], form: str) -> tuple[Who, ...]:
    """Of several with one surname those whose title goes with the form of address."""
    if len(bearers) < 2 or not form:
        return tuple(bearers)
    hints = HINTS.get(form, (form,))
    fitting = [who for who in bearers if any(hint in who.title for hint in hints)]
    return tuple(fitting or bearers)


def _forms(name: str) -> list[str]:
    """Every way to write the name whole or by a part of its own: full, first, last; 周敏, 建平, 罗."""
    found = [" ".join(folded(name).split())]
    words = _latin_words(name)
    if words:
        found += [" ".join(words), f"{words[0]} {words[-1]}", words[0], words[-1]]
        found.append(re.sub(r"\W", "", words[-1]))  # OBrien
    for han in _HAN.findall(name):
        found.append(han)
        surname = surname_of(han)
        given = han.removeprefix(surname)
        found += [given] if len(given) > 1 else []
        found += [surname] if len(han) <= LONGEST_HAN_NAME else []
    return found


def _latin_words(name: str) -> list[str]:
    return [folded(word) for word in _LATIN.findall(name)]


def _words(plain: str, at: int) -> list[re.Match[str]]:
    """Up to four Latin words that follow one another."""
    found: list[re.Match[str]] = []
    place = at
    while len(found) < 4:
        word = _LATIN.match(plain, place)
        if word is None:
            break
        found.append(word)
        place = word.end()
        if not plain.startswith(" ", place):
            break
        place += 1
    return found


def _last_capital(words: list[re.Match[str]], first: re.Match[str]) -> int:
    """A new name goes on as long as its words begin with capitals."""
    end = first.end()
    if first.group()[0].isupper():
        for word in words[1:3]:
            if not word.group()[0].isupper():
                break
            end = word.end()
    return end
