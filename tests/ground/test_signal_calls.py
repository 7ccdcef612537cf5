"""Python and Qt bear each other: some pairs abort the process after a few hundred signal calls."""

from __future__ import annotations

import subprocess
import sys

CALLS = 20_000
PROGRAM = f"""
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Sender(QObject):
    told = Signal(object)

application = QCoreApplication([])
sender, heard = Sender(), []
for number in range({CALLS}):
    sender.told.connect(heard.append)
    sender.told.emit(None if number % 2 else True)
    sender.told.disconnect(heard.append)
assert len(heard) == {CALLS}, len(heard)
print("alive")
"""


def test_the_process_survives_twenty_thousand_signal_calls() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
