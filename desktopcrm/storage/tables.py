"""The tables as SQLAlchemy Core sees them, private to storage. The schema itself is made by `migrations/`;
a test compares the two.

Core instead of mapped classes: the journal is written by triggers and reads select columns, so a session would
have nothing to do, and it costs 0.3–0.5 s at every start (measured, see README).
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

RECORD = Table(
    "record",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("account_id", Integer),
    Column("parent_id", Integer),
    Column("ref_id", Integer),
    Column("name", Text, nullable=False),
    Column("position", Float, nullable=False),
    Column("created_on", Text, nullable=False),
    Column("archived_at", Text),
)
FACT = Table(
    "fact",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("source_kind", Text, nullable=False),
    Column("source_text", Text, nullable=False),
    Column("source_person", Integer),
    Column("seen_on", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("is_current", Integer, nullable=False),
)
LINK = Table(
    "link",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("from_id", Integer, nullable=False),
    Column("to_id", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_on", Text, nullable=False),
)
STAGE_EVENT = Table(
    "stage_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("project_id", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("stage", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("open_items", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
)
OWN_DEFINITION = Table(
    "own_definition",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("body", Text, nullable=False),
)
SUMMARY = Table(
    "summary",
    METADATA,
    Column("account_id", Integer, primary_key=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("name", "sort_key", "search_text", "industry", "city", "tier")
    ),
    Column("stage", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("status", "project_title")),
    *(Column(name, Integer, nullable=False) for name in ("point", "line", "surface", "precision", "total")),
    *(Column(name, Text, nullable=False) for name in ("last_touch", "next_due")),
    Column("archived", Integer, nullable=False),
    Column("good_until", Text, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("prelim", "deal", "kp", "purchases")),
)
LEAN = Table(
    "lean",
    METADATA,
    Column("account_id", Integer, primary_key=True),
    Column("shape", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
