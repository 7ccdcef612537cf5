"""P4, P6, P7, P9, P10, P11, P12: what needs no window."""

from __future__ import annotations

import itertools
import json
import math
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from desktopcrm.app import App
from desktopcrm.domain.coverage import coverage
from desktopcrm.domain.guide import open_questions
from desktopcrm.domain.records import Observation, Source
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.storage.engine import open_engine
from desktopcrm.storage.place import Place
from desktopcrm.storage.records import new_uid
from tests.bench import today
from tests.bench.clock import Ratio, alternate, once, ratio
from tests.bench.data import DAY, MOMENT, TODAY, deep_account, many_accounts


class Base(DeclarativeBase):
    pass


class OrmFact(Base):
    """The floor's own mapping of the same table: what a plain SQLAlchemy program would write."""

    __tablename__ = "fact"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    record_id: Mapped[int]
    field: Mapped[str]
    value: Mapped[str]
    certainty: Mapped[str] = mapped_column(default="")
    source_kind: Mapped[str] = mapped_column(default="")
    source_text: Mapped[str] = mapped_column(default="")
    seen_on: Mapped[str]
    recorded_at: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    is_current: Mapped[int]


class OrmStep(Base):
    __tablename__ = "step"
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    params: Mapped[str]
    at: Mapped[str]


def _orm_writer(folder: Path, count: int) -> Iterator[None]:
    """Each `next` stores one fact as mapped objects: supersede, insert, step, commit (the triggers journal too)."""
    app = many_accounts(folder, count)
    app.close()
    engine, connection = open_engine(Place(next(folder.glob("*.db"))))
    connection.close()
    for number in itertools.count():
        with Session(engine.execution_options(isolation_level="AUTOCOMMIT")) as session:
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            step = OrmStep(label="x", params="{}", at=MOMENT)
            session.add(step)
            session.flush()
            session.connection().exec_driver_sql("UPDATE open_step SET step_id = ?", (step.id,))
            old = session.query(OrmFact).filter_by(record_id=1, field="employees", is_current=1).one()
            old.is_current = 0
            session.flush()
            fact = OrmFact(
                uid=new_uid(),
                record_id=1,
                field="employees",
                value=str(number),
                seen_on=DAY,
                recorded_at=MOMENT,
                is_current=1,
            )
            session.add(fact)
            session.flush()
            session.connection().exec_driver_sql("UPDATE open_step SET step_id = NULL")
            session.connection().exec_driver_sql("COMMIT")
        yield


def store_one_fact(work: Path, count: int) -> Ratio:
    """P4."""
    app = many_accounts(work / f"ours{count}", count)
    floor = _orm_writer(work / f"floor{count}", count)
    numbers = itertools.count(1)

    def ours() -> None:
        seen = Observation(Source("own_eyes"), "twice")
        app.facts.observe(1, "employees", str(next(numbers)), seen)

    samples = alternate(lambda: next(floor), ours, 60)
    app.close()
    return ratio("P4", f"store one fact, {count:,} accounts (floor: ORM)", "≤ 1.2", samples)


def judge_one_account(work: Path) -> Ratio:
    """P6: coverage and questions against the raw read of the same rows."""
    app = App.open(work / "deep")
    account = deep_account(app)
    plan = app.desk.plan(account)

    def floor() -> None:
        with app.store.read() as tx:
            raw = tx.connection.cursor()
            raw.execute("SELECT * FROM record WHERE id = ?1 OR account_id = ?1", (account,)).fetchall()
            raw.execute(
                "SELECT * FROM fact WHERE record_id IN (SELECT id FROM record WHERE id = ?1 OR account_id = ?1)",
                (account,),
            ).fetchall()

    def ours() -> None:
        coverage(plan, app.desk.catalogue, TODAY)
        open_questions(plan, app.desk.catalogue, TODAY)

    found = ratio(
        "P6", "coverage + questions of 400 facts (floor: raw read)", "≤ 1.0", alternate(floor, ours, 100)
    )
    app.close()
    return found


def load_one_account(work: Path) -> Ratio:
    """Read of one plan, as every screen does it."""
    app = App.open(work / "deep2")
    account = deep_account(app)

    def floor() -> None:
        with app.store.read() as tx:
            raw = tx.connection.cursor()
            raw.execute("SELECT * FROM record WHERE id = ?1 OR account_id = ?1", (account,)).fetchall()
            raw.execute(
                "SELECT * FROM fact WHERE record_id IN (SELECT id FROM record WHERE id = ?1 OR account_id = ?1)",
                (account,),
            ).fetchall()

    found = ratio(
        "P5r",
        "load one plan of 400 facts (floor: raw read)",
        "–",
        alternate(floor, lambda: app.desk.plan(account), 100),
    )
    app.close()
    return found


def list_pages(work: Path, count: int) -> list[Ratio]:
    """P7 without paint: first page, a late page, each sort, a filter keystroke."""
    app = many_accounts(work / f"list{count}", count)
    cases = {
        "first page": AccountQuery(),
        "page at half": AccountQuery(offset=count // 2),
        "by coverage": AccountQuery(sort="coverage", descending=True),
        "by last touch": AccountQuery(sort="last_touch"),
        "filter “wor”": AccountQuery("wor"),
    }
    found = []
    for name, query in cases.items():
        order = {
            "coverage": "total DESC, sort_key DESC, account_id DESC",
            "last_touch": "last_touch, sort_key, account_id",
        }
        where = "archived = 0" + (" AND instr(search_text, 'wor') > 0" if query.text else "")
        sql = f"SELECT * FROM summary WHERE {where} ORDER BY {order.get(query.sort, 'sort_key')} LIMIT 200 OFFSET {query.offset}"

        def floor(sql: str = sql) -> None:
            with app.store.read() as tx:
                tx.connection.cursor().execute(sql).fetchall()

        def ours(query: AccountQuery = query) -> None:
            app.accounts.page(query)

        found.append(
            ratio("P7", f"list of {count:,}: {name} (floor: raw query)", "≤ 1.4", alternate(floor, ours, 40))
        )
    app.close()
    return found


def make_plan_pdf(work: Path) -> list[Ratio]:
    """P10: the plan as PDF against the bare compile of the same source and data."""
    from tests.bench import documents

    app = App.open(work / "pdf")
    account = deep_account(app)
    found = documents.plan_against_bare_compile(app, account)
    app.close()
    return found


def import_rows(work: Path, count: int) -> Ratio:
    """P11: loading accounts from the interchange file against raw inserts of the same rows."""
    app = App.open(work / "import")
    file = work / "many.json"
    accounts = [
        {
            "uid": f"a{number}",
            "name": f"Works {number}",
            "facts": [
                {
                    "field": "employees",
                    "value": str(number),
                    "seen_on": (TODAY - timedelta(days=3)).isoformat(),
                }
            ],
        }
        for number in range(count)
    ]
    file.write_text(
        json.dumps({"format": "desktopcrm-account", "version": 1, "accounts": accounts}), encoding="utf-8"
    )
    ours = once(lambda: app.exchange.load(file))
    app.close()
    floor = once(lambda: _raw_inserts(file, work / "raw"))
    return Ratio("P11", f"load {count:,} accounts from a file (floor: raw inserts)", floor, ours, ours, "≤ 2")


def _raw_inserts(file: Path, folder: Path) -> None:
    """Parse the file and insert its rows by the driver, journal triggers on."""
    app = App.open(folder)
    rows = json.loads(file.read_text(encoding="utf-8"))["accounts"]
    with app.store.step("steps.loaded", name="raw") as tx:
        for row in rows:
            made = tx.exec_driver_sql(
                "INSERT INTO record(uid, kind, name, position, created_on) VALUES (?, 'account', ?, 1, ?)",
                (row["uid"], row["name"], DAY),
            ).lastrowid
            for fact in row["facts"]:
                values = (new_uid(), made, fact["field"], fact["value"], fact["seen_on"], MOMENT)
                tx.exec_driver_sql(
                    "INSERT INTO fact(uid, record_id, field, value, certainty, source_kind, source_text, seen_on, recorded_at, note, is_current) "
                    "VALUES (?, ?, ?, ?, '', '', '', ?, ?, '', 1)",
                    values,
                )
    app.close()


def growth(ratios: dict[int, Ratio]) -> Ratio:
    """P12: exponent of growth of storing a fact from the smallest to the largest database."""
    small, large = min(ratios), max(ratios)
    exponent = math.log(ratios[large].ours / ratios[small].ours) / math.log(large / small)
    return Ratio(
        "P12", f"growth of P4 from {small:,} to {large:,} (exponent)", 1.0, exponent, exponent, "≤ 0.1"
    )


def run(counts: tuple[int, ...]) -> Iterator[Ratio]:
    """All figures that need no window."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        stored = {count: store_one_fact(work, count) for count in counts}
        yield from stored.values()
        if len(stored) > 1:
            yield growth(stored)
        yield load_one_account(work)
        yield judge_one_account(work)
        yield from list_pages(work, max(counts))
        yield from make_plan_pdf(work)
        yield import_rows(work, 10_000)
        yield from today.run(work)
