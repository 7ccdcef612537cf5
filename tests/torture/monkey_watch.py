"""What goes wrong in a window while a monkey is at it: errors nobody caught, warnings of Qt, a loop that stands still."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desktopcrm.errors import UserError

HANG_S = 20.0
HARMLESS = ("This plugin does not support", "Unimplemented code")
"""What Qt says of a screen that is none."""


class Watch:
    """`wrong`: a sentence for each thing that must not be. Refusals go on to `refused`, as in the program."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.refused: Callable[[UserError], None] | None = None
        self.refusals = 0

    def begin(self) -> None:
        """From now on everything is heard; a loop that stands still tells where, and ends the process."""
        sys.excepthook = self.on_error
        sys.unraisablehook = lambda told: self.on_error(
            told.exc_type, told.exc_value or RuntimeError(told.err_msg), told.exc_traceback
        )
        threading.excepthook = lambda told: self.on_error(
            told.exc_type, told.exc_value or RuntimeError("in a thread"), told.exc_traceback
        )
        qInstallMessageHandler(self.on_message)
        self.is_alive()

    def is_alive(self) -> None:
        """The loop goes round."""
        faulthandler.dump_traceback_later(HANG_S, exit=True)

    def on_error(self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A refusal is told in a sentence, whoever forgot to; everything else is a bug."""
        if isinstance(error, UserError) and self.refused is not None:
            self.refusals += 1
            self.refused(error)
            return
        told = traceback.format_exception(error.with_traceback(trace))
        self.wrong.append(f"{type(error).__name__}: {error}\n{''.join(told)}")

    def on_message(self, kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        """Qt warns where it was used wrongly."""
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or words.startswith(HARMLESS):
            return
        at = "".join(traceback.format_stack(limit=8))
        self.wrong.append(f"Qt: {words}\n{at}")
