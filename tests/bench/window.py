"""P1, P2, P3, P5: start, memory and opening an account, each start in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.clock import Ratio, ratio
from tests.bench.data import many_accounts

STARTS = 7
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow(); window.resize(1280, 800)
window.show(); app.processEvents()
{end}
"""
ORM = """
import sys
sys.path.insert(0, {root!r})
import sqlalchemy.orm
from sqlalchemy.orm import DeclarativeBase, mapped_column, Mapped
from PySide6.QtWidgets import QApplication, QMainWindow
from desktopcrm.storage.engine import open_engine
from desktopcrm.storage.place import Place
from pathlib import Path
class Base(DeclarativeBase): pass
for n in range(30):
    type(f"T{{n}}", (Base,), {{"__tablename__": f"t{{n}}", "id": mapped_column(__import__("sqlalchemy").Integer, primary_key=True)}})
sqlalchemy.orm.configure_mappers()
app = QApplication([])
window = QMainWindow(); window.resize(1280, 800)
window.show(); app.processEvents()
engine, connection = open_engine(Place(Path({database!r})))
connection.exec_driver_sql("SELECT * FROM summary ORDER BY sort_key LIMIT 200").all()
connection.close(); engine.dispose()
{end}
"""
OURS = """
import json, os, sys, time
begin = time.perf_counter()
sys.path.insert(0, {root!r})
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView
from desktopcrm.preferences import Preferences
from ui import app
marks = {{}}
data = Path({folder!r})
application = app.make_application()
frame = app.Frame(Preferences(data / "preferences.json"))
start = app.Start(frame, data)
frame.painted.connect(lambda: marks.setdefault("painted_ms", (time.perf_counter() - begin) * 1000))
frame.painted.connect(start.begin)

gone = []

def look():
    if not gone and start._context is not None and start._context.is_open:
        from ui.context import Place
        gone.append(start._context.go(Place("accounts")))  # it begins with Today, which judges beside
    views = [one for one in frame.findChildren(QAbstractItemView) if one.isVisible() and one.model() and one.model().rowCount() > 50]
    if not views:
        return
    application.processEvents()
    marks["usable_ms"] = (time.perf_counter() - begin) * 1000
    memory = 0
    if sys.platform == "linux":
        memory = next(int(line.split()[1]) for line in open("/proc/self/smaps_rollup") if line.startswith("Pss:"))
    print(json.dumps({{**marks, "memory": memory}}), flush=True)
    os._exit(0)

timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
QTimer.singleShot(60000, lambda: os._exit(3))
frame.show()
application.exec()
"""
END = """
import json
memory = next(int(line.split()[1]) for line in open('/proc/self/smaps_rollup') if line.startswith('Pss:')) if sys.platform == 'linux' else 0
print(json.dumps({"memory": memory}))
"""
ROOT = Path(__file__).resolve().parent.parent.parent


def _start(script: str) -> tuple[float, dict[str, float]]:
    """Milliseconds from the start of the process to its end, and what it printed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DESKTOPCRM_BOOTSTRAP": "off"}
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    took = (time.perf_counter() - begin) * 1000
    return took, json.loads(done.stdout.strip().splitlines()[-1])


def starts(work: Path, count: int) -> Iterator[Ratio]:
    """Bare Qt, Qt with ORM and one query, and our window with its list, one after the other."""
    folder = work / f"start{count}"
    app = many_accounts(folder, count)
    app.preferences.put("started", True)
    app.close()
    database = str(next(folder.glob("*.db")))
    times: dict[str, list[float]] = {"bare": [], "orm": [], "painted": [], "usable": []}
    memory: dict[str, float] = {}
    for _ in range(STARTS):
        took, said = _start(BARE.format(end=END))
        times["bare"].append(took)
        took, said = _start(ORM.format(root=str(ROOT), database=database, end=END))
        times["orm"].append(took)
        memory["orm"] = said["memory"]
        took, said = _start(OURS.format(root=str(ROOT), folder=str(folder)))
        times["usable"].append(took)
        times["painted"].append(took - said["usable_ms"] + said["painted_ms"])
        memory["ours"] = said["memory"]
    yield ratio("P1", "start to painted window (floor: bare Qt)", "≤ 1.3", (times["bare"], times["painted"]))
    yield ratio(
        "P2",
        f"start to list of {count:,} (floor: Qt + ORM + query)",
        "≤ 1.1",
        (times["orm"], times["usable"]),
    )
    yield Ratio(
        "P3",
        "memory then, KiB (floor: Qt + ORM)",
        memory["orm"],
        memory["ours"],
        memory["ours"],
        "≤ 1.3",
    )


def run(count: int) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        yield from starts(Path(folder), count)
