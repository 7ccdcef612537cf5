"""Accounts as a rep's database has them after a year: people, a purchase with its team, two dozen contacts, actions,
and as many facts again that Today does not look at. About 400 facts an account, through plain inserts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from desktopcrm.app import App
from tests.bench.data import MOMENT, RECORD, TODAY, account_name

FACT = (
    "INSERT INTO fact(uid, record_id, field, value, certainty, source_kind, source_text, source_person, seen_on, "
    "recorded_at, note, is_current) VALUES (?,?,?,?,'twice',?,'',?,?,?,'',1)"
)
EVENT = (
    "INSERT INTO stage_event(uid, project_id, kind, stage, day, reason, open_items, recorded_at) "
    "VALUES (?,?,'entered',?,?,'','[]',?)"
)
LINK = (
    "INSERT INTO link(uid, kind, from_id, to_id, field, note, created_on) VALUES (?,'reports_to',?,?,'','',?)"
)
ROOM = 200
"""Record numbers kept free for each account."""
CHUNK = 100
TIERS = ("priority", "priority", "general", "general", "general", "general", "general", "last", "last", "")
RANKS = ("first", "second", "third", "")
TEXTS = {
    "person": ("title", "department", "phone", "email", "favourite_food", "books", "pets", "work_plan", "ideals", "hobbies"),
    "rival": ("products_services", "product_use", "position_strength", "sales_style_channels", "threat", "sales_rep"),
    "need": ("evidence", "comment", "solution", "effect"),
    "product": ("performance", "price", "pros", "cons", "effect"),
    "key_point": ("solution", "result", "comment", "why"),
}  # fmt: skip


class Sheet:
    """Rows of some accounts on their way into the database."""

    def __init__(self) -> None:
        self.records: list[tuple[object, ...]] = []
        self.facts: list[tuple[object, ...]] = []
        self.events: list[tuple[object, ...]] = []
        self.links: list[tuple[object, ...]] = []

    def record(self, number: int, kind: str, name: str, parents: tuple[int, int | None, int | None]) -> int:
        account, parent, ref = parents
        born = (TODAY - timedelta(days=500)).isoformat()
        owner = None if kind == "account" else account
        self.records.append((number, uid(number), kind, owner, parent, ref, name, float(number), born))
        return number

    def know(self, number: int, seen: int, **facts: str) -> None:
        """Facts of a record, seen so many days ago; every fourth from the first person of the account."""
        for key, value in facts.items():
            named = f"{number:x}{key}{len(self.facts):x}"
            person = number - number % ROOM + 1 if len(self.facts) % 4 == 0 and number % ROOM else None
            source = "own_eyes" if person is None else "person"
            self.facts.append((named, number, key, value, source, person, ago(seen), MOMENT))

    def write(self, app: App, chunk: int) -> None:
        facts = [(f"{chunk:x}-{one[0]}", *one[1:]) for one in self.facts]
        with app.store.unjournaled() as tx:
            tx.exec_driver_sql(RECORD, self.records)
            tx.exec_driver_sql(FACT, facts)
            for statement, rows in ((EVENT, self.events), (LINK, self.links)):
                if rows:
                    tx.exec_driver_sql(statement, rows)


def uid(number: int) -> str:
    return f"{number:032x}"


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def busy_accounts(folder: Path, count: int) -> App:
    """A database with `count` such accounts; their list rows are left to be computed."""
    app = App.open(folder)
    for start in range(1, count + 1, CHUNK):
        sheet = Sheet()
        for number in range(start, min(start + CHUNK, count + 1)):
            fill(sheet, number)
        sheet.write(app, start)
    return app


def fill(sheet: Sheet, number: int) -> None:
    """One account. Most are in time, a third has something to do, one in twelve gets no hours."""
    account = number * ROOM
    sheet.record(account, "account", account_name(number), (account, None, None))
    tier = TIERS[number % 10]
    sheet.know(account, 90, industry="Foundries", city="Leeds", employees=str(number % 900 + 20))
    sheet.know(account, 60, **{f"text_{n}": f"What account {number} said on point {n}" for n in range(50)})
    if tier:
        sheet.know(account, 200, tier=tier)
    if number % 12 == 5:
        sheet.know(account, 100, prelim_class="3")
    if number % 6 == 0:
        sheet.know(account, 100, last_purchase=ago(number % 400), cycle_days="180")
    people = [
        sheet.record(account + 1 + n, "person", f"{'王李张刘陈杨赵黄'[n]}{number}", (account, account, None))
        for n in range(8)
    ]
    for n, person in enumerate(people):
        sheet.know(person, 30 + n, **{key: f"{key} of {person}" for key in TEXTS["person"]})
        if n % 2 == 0:
            day = (number * 7 + n * 31) % 28 + 1
            sheet.know(person, 90, birthday=f"{'L' if n == 4 else '--'}{(number + n) % 12 + 1:02}-{day:02}")
    _lines(sheet, people)
    project = _purchase(sheet, account, people, number) if number % 4 else 0
    _contacts(sheet, account, people, (number, project))
    _actions(sheet, account, people, (number, project))
    _rest(sheet, account, number)


def _lines(sheet: Sheet, people: list[int]) -> None:
    for above, below in itertools.pairwise(people):
        sheet.links.append((f"l{below:x}", below, above, ago(200)))


def _purchase(sheet: Sheet, account: int, people: list[int], number: int) -> int:
    """A running purchase: stage, lamps, a team of four; now and then an introduction under way."""
    project = sheet.record(account + 10, "project", f"Line {number % 7 + 1}", (account, account, None))
    stage = number % 8 + 1
    for one in range(1, stage + 1):
        day = ago((stage - one) * 25 + number % 45)
        sheet.events.append((f"e{project:x}.{one}", project, one, day, MOMENT))
    answers = ("yes", "no", "")
    lamps = ("has_need", "has_money", "has_authority", "is_urgent")
    sheet.know(
        project,
        40,
        **{
            key: answers[(number // 3**n) % 3] for n, key in enumerate(lamps) if answers[(number // 3**n) % 3]
        },
    )
    sheet.know(
        project, 50, amount="CNY 1200000", budget="CNY 1000000", purpose="More capacity", process="Tender"
    )
    for n in range(4):
        member = sheet.record(account + 20 + n, "member", f"member {n}", (account, project, people[n]))
        sheet.know(member, 45, role="influencer", stance="neutral")
        if RANKS[n] and number % 3:
            sheet.know(member, 20 + number % 25, kp_rank=RANKS[n], kp_need="yes", kp_ability="yes")
            sheet.know(
                member, 20 + number % 25, value_recognised="yes", will_recommend="yes", will_report="yes"
            )
    if number % 10 == 3:
        hop = sheet.record(account + 30, "hop", "introduction", (account, project, None))
        sheet.know(hop, 2, from_person=uid(people[2]), to_person=uid(people[0]), started=ago(number % 6))
    return project


def _contacts(sheet: Sheet, account: int, people: list[int], what: tuple[int, int]) -> None:
    """A call every other week, a visit now and then; one account in eight has a visit agreed."""
    number, project = what
    late = 0 if number % 3 else 60
    for n in range(24):
        days = late + n * 16 + number % 14
        one = sheet.record(account + 40 + n, "activity", f"Talk {n} about the line", (account, account, None))
        kind = "visit" if n % 5 == 1 else "material" if n == 7 else "call"
        sheet.know(
            one,
            days,
            kind=kind,
            day=ago(days),
            people=uid(people[n % 8]),
            summary=f"What was said in talk {n}",
        )
        sheet.know(one, days, outcome="same", **({"project": uid(project)} if project and n % 2 else {}))
    if number % 8 == 1:
        one = sheet.record(account + 39, "activity", "Agree on the trial", (account, account, None))
        sheet.know(
            one, 3, kind="visit", day=ago(-(number % 9)), state="planned", time="10:00", people=uid(people[0])
        )


def _actions(sheet: Sheet, account: int, people: list[int], what: tuple[int, int]) -> None:
    number, project = what
    for n in range(6):
        one = sheet.record(account + 70 + n, "action", f"Send paper {n}", (account, account, None))
        is_open = n == 0 and number % 3 == 0
        sheet.know(one, 30, direction="ours" if n % 2 else "theirs", promise="yes" if n % 3 else "no")
        sheet.know(
            one,
            30,
            due=ago(n * 20 - number % 20 if is_open else n * 20),
            status="open" if is_open else "done",
        )
        sheet.know(one, 30, person=uid(people[n]), **({"project": uid(project)} if project else {}))
    if number % 9 == 2:
        one = sheet.record(account + 80, "decision", "put off", (account, account, None))
        sheet.know(
            one, 5, subject=f"row:contact:{uid(account)}", state="x", until=ago(-3), reason="on holiday"
        )
        sheet.know(one, 5, verdict="snoozed")


def _rest(sheet: Sheet, account: int, number: int) -> None:
    """What Today does not look at."""
    at = account + 90
    for kind, many in (("rival", 3), ("need", 5), ("product", 4), ("key_point", 4)):
        for n in range(many):
            one = sheet.record(at, kind, f"{kind} {n}", (account, account, None))
            sheet.know(one, 20 + n, **{key: f"{key} {number} {n}" for key in TEXTS[kind]})
            at += 1


def whole_size(app: App) -> Iterator[tuple[str, int]]:
    """Rows of records and facts."""
    with app.store.read() as tx:
        for table in ("record", "fact"):
            yield table, int(tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
