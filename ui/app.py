"""Starts the window on one data folder: an empty frame first, what is in it next, the data last; ends in order.

Only what the empty frame needs is imported at the top:
the rest, and above all the database, arrives behind the first picture. A second start on the same folder only raises
the window that is already there.
"""

from __future__ import annotations

import getpass
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QColor, QPaintEvent, QPalette
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktopcrm import logs, paths
from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences

if TYPE_CHECKING:
    from ui.context import Context
    from ui.main_window import MainWindow

RING_MS, ANSWER_MS = 300, 5000
ANSWER = b"here"
FIRST_SIZE = (1280, 820)
SMALLEST = (720, 480)
EDGES = (16, 48)
"""Room for the bar and the borders that the desktop draws around a window; how much it takes is known too late."""
GROUND = {False: "#f6f7f9", True: "#14181e"}
"""The ground of the light and the dark look; a test holds it equal to the theme, which is loaded later."""


def run(folder: str | None = None, level: str = "") -> int:
    """Show the window until it is closed; gives the exit code."""
    data = paths.data_folder(folder)
    application = make_application()
    if ring(data):
        return 0
    preferences = Preferences(data / "preferences.json")
    logs.begin(data, level or preferences.text("log.level"))
    logs.info("window.begin")
    frame = Frame(preferences)
    start = Start(frame, data)
    sys.excepthook = start.on_crash
    frame.painted.connect(start.begin)
    frame.show()
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        start.end()
        logs.info("window.end")
        logs.end()


def make_application() -> QApplication:
    """The one application object of the process."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(paths.APP_NAME)
    application.setDesktopFileName(paths.APP_NAME.lower())
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return application


def server_name(data: Path) -> str:
    """Name of the local socket of one data folder and one user, whatever way leads to the folder."""
    from hashlib import sha256

    user = ""
    with suppress(KeyError, OSError, ImportError):  # an account without a name has its folder only
        user = getpass.getuser()
    named = f"{user} {os.path.realpath(data)}".encode("utf-8", "surrogateescape")
    return f"desktopcrm-{sha256(named).hexdigest()[:20]}"


def ring(data: Path) -> bool:
    """Ask a window that is open on the same folder to come to the front; tells whether there is one.

    Only one that answers counts: whatever else holds the name must not keep the owner out. Whether the data are really
    open elsewhere, the lock of the database says.
    """
    socket = QLocalSocket()
    socket.connectToServer(server_name(data))
    answered = (
        socket.waitForConnected(RING_MS)
        and socket.waitForReadyRead(ANSWER_MS)
        and bytes(socket.readAll().data()) == ANSWER
    )
    socket.abort()
    return answered


class Frame(QWidget):
    """The window itself: shown empty at once, where it was last time, and filled behind the first picture."""

    painted = Signal()
    closing = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.may_close: Callable[[], bool] = lambda: True
        self._was_painted = False
        self.setObjectName("frame")
        self.setWindowTitle(paths.APP_NAME)
        self.setMinimumSize(*SMALLEST)
        self._take_room(preferences.text("window"))
        ground = QColor(GROUND[self._is_dark()])
        self.setPalette(QPalette(ground, ground))

    def _take_room(self, stored: str) -> None:
        """Where it was last time; at first as large as it is meant to be, and the whole screen where that is too small."""
        room, edges = self.screen().availableSize(), QSize(*EDGES)
        wanted = QSize(*FIRST_SIZE).boundedTo(room - edges)
        self.resize(wanted)
        if stored and self.restoreGeometry(QByteArray.fromBase64(stored.encode())):
            return
        if wanted != QSize(*FIRST_SIZE):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def fill(self, content: QWidget) -> None:
        """Put the content in; from now on the theme colours the window."""
        self.setPalette(QPalette())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # After this picture has reached the screen, not while it is being painted.
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.preferences.put("window", bytes(self.saveGeometry().toBase64().data()).decode())
        self.closing.emit()
        super().closeEvent(event)

    def _is_dark(self) -> bool:
        look = self.preferences.text("look")
        return look == "dark" or (look != "light" and self.palette().window().color().lightness() < 128)


class Start(QObject):
    """Fills the frame and has the data opened; hears of bugs and of a second start."""

    def __init__(self, frame: Frame, data: Path) -> None:
        super().__init__(frame)
        self._frame = frame
        self._data = data
        self._context: Context | None = None
        self._window: MainWindow | None = None
        self._crash_open = False
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_ring)
        frame.closing.connect(self._server.close)

    @Slot()
    def begin(self) -> None:
        """The frame is seen: fill it, listen for a second start, open the data behind it."""
        from desktopcrm.texts import Texts
        from ui.context import Context
        from ui.main_window import MainWindow
        from ui.opening.closing import Closing
        from ui.screens import offered

        dress(self._frame.preferences)
        self._context = Context(Texts.load(), self._frame.preferences)
        self._window = MainWindow(self._context, offered())
        self._frame.fill(self._window)
        self._frame.setWindowTitle(self._context.tr("window.title"))
        self._listen()
        opening = self._window.opening
        opening.arrived.connect(self._on_data)
        opening.left.connect(self._on_data)
        opening.folder_changed.connect(self._on_folder)
        closing = Closing(self._context, self)
        self._frame.may_close = lambda: not opening.is_working and closing.may_close()
        opening.begin(self._data)

    def end(self) -> None:
        """Stop all work and close the data in order."""
        if self._window is not None:
            self._window.opening.end()

    def on_crash(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """A bug: written to the terminal for developers, to the log and shown to the user without his data."""
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        said = self._known(error)
        if said is not None and self._context is not None:
            logs.refusal(said)
            QTimer.singleShot(0, self, partial(self._context.say_error, said))
            return
        report = logs.crash(error)
        logs.told_outside(error, report)
        if not self._crash_open:
            self._crash_open = True
            # Later, on a clean stack: the error may have come out of painting.
            QTimer.singleShot(0, self, lambda: self._show_crash(report))

    def _known(self, error: BaseException) -> UserError | None:
        """What can be told in a sentence: a refusal that nobody caught, and whatever comes of a damaged file."""
        if isinstance(error, UserError):
            return error
        if self._context is None or not self._context.is_open or not isinstance(error, Exception):
            return None
        return self._context.app.store.damage(error)

    def _show_crash(self, report: str) -> None:
        if self._window is None or self._context is None:
            QApplication.exit(1)
            return
        from ui.dialogs.crash import CrashPanel, with_log

        panel = CrashPanel(self._window, self._context.tr, with_log(report))
        panel.closed.connect(self._on_crash_read)
        panel.open()

    @Slot()
    def _on_crash_read(self) -> None:
        self._crash_open = False

    @Slot()
    def _on_data(self) -> None:
        """The data are open, or closed: what the frame remembers is written where it belongs now."""
        if self._context is not None:
            self._frame.preferences = self._context.preferences

    @Slot(object)
    def _on_folder(self, folder: Path) -> None:
        """Other data: a second start on them is to find this window."""
        self._data = folder
        logs.begin(folder)
        self._server.close()
        self._listen()

    def _listen(self) -> None:
        name = server_name(self._data)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash
            self._server.listen(name)

    @Slot()
    def _on_ring(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.disconnected.connect(caller.deleteLater)
        caller.write(ANSWER)
        caller.flush()
        if self._frame.isMinimized():
            self._frame.showNormal()
        self._frame.raise_()
        self._frame.activateWindow()


def dress(preferences: Preferences) -> None:
    """Fonts of our own (unpacked at the very first start), look, language and text size as the user left them."""
    from desktopcrm.services import fonts
    from ui.theme import Look, Style, add_font_files, theme

    QApplication.setStyle("Fusion")
    with suppress(UserError):  # a cache folder that refuses costs the look, not the work: system fonts serve
        add_font_files(fonts.font_files())
    look = preferences.text("look")
    scale = preferences.get("text.scale")
    wish = Look(look) if look in set(Look) else Look.SYSTEM
    size = float(scale) if isinstance(scale, (int, float)) else 1.0
    theme().apply(Style(wish, preferences.language, size))
