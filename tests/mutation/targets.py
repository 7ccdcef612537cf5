"""Which modules are rules, which tests hold them, and which mistakes change nothing. Knows no test runner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = "desktopcrm/domain"


@dataclass(frozen=True, slots=True)
class Target:
    """A module by its file's name without ending, and the patterns of the test files that hold it, quickest first."""

    module: str
    tests: tuple[str, ...]

    @property
    def file(self) -> Path:
        return ROOT / DOMAIN / f"{self.module}.py"

    def test_files(self) -> list[str]:
        """Test files that are there, each once."""
        found = [file for pattern in self.tests for file in sorted((ROOT / "tests").glob(pattern))]
        return list(dict.fromkeys(file.relative_to(ROOT).as_posix() for file in found))


DEAL = "method/test_classes_deal.py"
KEY_PERSON = "method/test_classes_key_person.py"
WOULD_CHANGE = "method/test_classes_would_change.py"
SPOKEN = "method/test_classes_spoken.py"
HISTORY = "method/test_classes_history.py"
SENTENCES = "method/test_classes_sentences.py"
ACCOUNT = "method/test_classes_account.py"
CLOCKS = "method/test_clocks_*.py"
CADENCE = "method/test_cadence_*.py"
FLAGS = "method/test_flags_*.py"
LEARNING = "method/test_learning_*.py"
OBJECTIONS = "method/test_objections_*.py"
TODAY = "method/test_today_rows.py"
PURCHASES = "method/test_today_purchases.py"
CONTACTS = "method/test_today_contacts.py"
DAY = "method/test_today_day_plan.py"
BIRTHDAYS = "domain/test_birthdays.py"

TARGETS = (
    Target("deal_class", (DEAL,)),
    Target("deal_lamps", (DEAL,)),
    Target("order_check", (DEAL,)),
    Target("key_person_standards", (KEY_PERSON, WOULD_CHANGE, SPOKEN)),
    Target("key_person_class", (KEY_PERSON, WOULD_CHANGE, SPOKEN, SENTENCES, HISTORY)),
    Target("key_person_sentences", (KEY_PERSON, WOULD_CHANGE, SPOKEN, SENTENCES, HISTORY)),
    Target("spoken", (SPOKEN,)),
    Target("class_course", (HISTORY,)),
    Target("class_history", (HISTORY,)),
    Target("class_sentences", (SENTENCES,)),
    Target("assumed_deal", (SENTENCES,)),
    Target("source_grade", (ACCOUNT,)),
    Target("stars", (ACCOUNT,)),
    Target("care", (ACCOUNT,)),
    Target("prelim_class", (ACCOUNT,)),
    Target("behaviour", (ACCOUNT,)),
    Target("months", (CADENCE, CLOCKS)),
    Target("clocks", (CLOCKS,)),
    Target("rests", (CLOCKS,)),
    Target("hops", (CLOCKS,)),
    Target("paths", (CLOCKS,)),
    Target("overrun", (CLOCKS,)),
    Target("proposals", (CLOCKS,)),
    Target("cadence", (CADENCE,)),
    Target("scoreboard", (CADENCE,)),
    Target("flags", (FLAGS,)),
    Target("flag_rules_needs", (FLAGS,)),
    Target("flag_rules_people", (FLAGS,)),
    Target("flag_rules_progress", (FLAGS,)),
    Target("flag_rules_rivals", (FLAGS,)),
    Target("flag_rules_standing", (FLAGS,)),
    Target("flag_rules_money_and_time", (FLAGS,)),
    Target("learning", (LEARNING,)),
    Target("exercise", (LEARNING,)),
    Target("rejections", (OBJECTIONS, LEARNING)),
    Target("day_plan", (DAY,)),
    Target("day_change", (DAY,)),
    Target("agenda", (TODAY, PURCHASES, DAY)),
    Target("agenda_case", (TODAY, CONTACTS)),
    Target("agenda_rows_contact", (CONTACTS,)),
    Target("agenda_rows_action", (TODAY,)),
    Target("agenda_rows_date", (TODAY,)),
    Target("agenda_rows_clock", (PURCHASES,)),
    Target("birthdays", (BIRTHDAYS,)),
    Target("lunar", (BIRTHDAYS,)),
)

EQUIVALENT: dict[str, str] = {
    "key_person_standards:answers: 0 → 1": "where one of the two is missing, its missing value tells the answers apart",
    "birthdays:module: 1 → 2": "what is not kept the day before is kept the day behind, whatever its number",
    "lunar:days_in: 65536 → 65537 #2": "the last of seventeen bits belongs to no month",
    "class_course:play: 0 → 1": "any number comes before facts that were written down after 1970",
    "class_course:_steps_of: 0 → 1": "any number comes before facts that were written down after 1970",
    "key_person_class:_places: 0 → 1": "record 1 is an account or a firm as little as record 0 is a person we spoke with",
}
"""Mistake (`Mutant.key`) → why no test can tell it from the module as it is."""


def target(module: str) -> Target:
    """The target of a module; an unknown name is a `KeyError`."""
    return {one.module: one for one in TARGETS}[module]
