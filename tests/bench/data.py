"""Makes databases of a given size through plain inserts: the same rows that the services would write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.domain.search_text import search_text, sort_key

SURNAMES = "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高罗"
TRADES = ("Foundries", "Packaging", "Dairy", "Rail", "Chemicals", "Paper", "Cement", "Glass")
TODAY = date.today()
DAY = TODAY.isoformat()
MOMENT = f"{DAY}T08:00:00+00:00"

RECORD = "INSERT INTO record(id, uid, kind, account_id, parent_id, ref_id, name, position, created_on) VALUES (?,?,?,?,?,?,?,?,?)"
FACT = (
    "INSERT INTO fact(uid, record_id, field, value, certainty, source_kind, source_text, seen_on, recorded_at, note, "
    "is_current) VALUES (?,?,?,?,'twice','own_eyes','',?,?,'',1)"
)
SUMMARY = "INSERT INTO summary VALUES (?,?,?,?,?,?,'priority',?,'open','Line 2',40,30,20,10,25,?,'',0,'9999-12-31','','','','[]')"


def account_name(number: int) -> str:
    if number % 2:
        return f"{SURNAMES[number % 20]}{SURNAMES[(number // 20) % 20]}重工{number}号"
    return f"{TRADES[number % 8]} Works {number}"


def many_accounts(folder: Path, count: int) -> App:
    """`count` accounts with a handful of facts each, their list rows computed."""
    app = App.open(folder)
    records, facts, rows = [], [], []
    for number in range(1, count + 1):
        name = account_name(number)
        records.append((number, f"{number:032x}", "account", None, None, None, name, float(number), DAY))
        seen = (TODAY - timedelta(days=number % 300)).isoformat()
        for key, value in (
            ("industry", TRADES[number % 8]),
            ("city", "Leeds"),
            ("employees", str(number % 5000 + 20)),
        ):
            facts.append((f"{key[:2]}{number:030x}", number, key, value, seen, MOMENT))
        rows.append(
            (
                number,
                name,
                sort_key(name),
                search_text(name),
                TRADES[number % 8],
                "Leeds",
                number % 8 + 1,
                seen,
            )
        )
    with app.store.unjournaled() as tx:
        tx.exec_driver_sql(RECORD, records)
        tx.exec_driver_sql(FACT, facts)
        tx.exec_driver_sql(SUMMARY, rows)
    return app


def deep_account(app: App, facts: int = 400) -> int:
    """One account with about `facts` facts over people, rivals, products, a purchase and its team."""
    account = app.accounts.add("Deep Foundries")
    with app.store.read() as tx:
        start = int(tx.exec_driver_sql("SELECT max(id) FROM record").scalar_one()) + 1
    records = list(_deep_records(account, start))
    values = list(_deep_facts(app, account, records, facts))
    with app.store.unjournaled() as tx:
        tx.exec_driver_sql(RECORD, records)
        tx.exec_driver_sql(FACT, values)
        tx.exec_driver_sql(
            "INSERT INTO stage_event(uid, project_id, kind, stage, day, reason, open_items, recorded_at) "
            "SELECT 'e' || id, id, 'entered', 1, ?, '', '[]', ? FROM record WHERE kind = 'project' AND account_id = ?",
            (DAY, MOMENT, account),
        )
    return account


def _deep_records(account: int, start: int) -> Iterator[tuple[object, ...]]:
    kinds = (
        ["person"] * 14
        + ["product"] * 5
        + ["need"] * 8
        + ["key_point"] * 6
        + ["project"] * 2
        + ["action"] * 15
    )
    for offset, kind in enumerate(kinds):
        number = start + offset
        yield (
            number,
            f"{account}d{number:024x}",
            kind,
            account,
            account,
            None,
            f"{kind} {offset}",
            float(offset),
            DAY,
        )


def _deep_facts(
    app: App, account: int, records: list[tuple[object, ...]], wanted: int
) -> Iterator[tuple[object, ...]]:
    """Texts in the fields of the records, round and round, until enough are there."""
    catalogue = app.desk.catalogue
    places = [(account, field.key) for field in catalogue.fields("account") if field.type in ("text", "note")]
    for record in records:
        fields = catalogue.fields(str(record[2]))
        places += [(int(str(record[0])), field.key) for field in fields if field.type in ("text", "note")]
    for number, (record_id, key) in enumerate(places[:wanted]):
        seen = (TODAY - timedelta(days=number % 200)).isoformat()
        yield (
            f"{account}f{number:024x}",
            record_id,
            key,
            f"What {account} knows about {key} {number}",
            seen,
            MOMENT,
        )
