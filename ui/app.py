"""Starts the window on one data folder: paints first, opens the data behind it, shuts everything down in order.

The one place of the window that knows how the core is opened. A second start on the same folder only raises the
window that is already there.
"""

from __future__ import annotations

import getpass
import hashlib
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.services import fonts
from desktopcrm.texts import Texts
from ui.context import Context, Place
from ui.jobs import Progress
from ui.main_window import MainWindow
from ui.screens import offered
from ui.theme import Look, Style, add_font_files, theme
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState

RING_MS = 300


def run(folder: str | None = None) -> int:
    """Show the window until it is closed; gives the exit code."""
    data = paths.data_folder(folder)
    application = make_application()
    if ring(data):
        return 0
    preferences = Preferences(data / "preferences.json")
    context = Context(Texts.load(), preferences)
    dress(application, preferences)
    window = MainWindow(context, offered())
    start = Start(context, window, data)
    sys.excepthook = start.on_crash
    window.painted.connect(start.begin)
    window.show()
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        context.close()


def make_application() -> QApplication:
    """The one application object, with the style whose parts follow our palette."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(paths.APP_NAME)
    application.setDesktopFileName(paths.APP_NAME.lower())
    application.setStyle("Fusion")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return application


def dress(application: QApplication, preferences: Preferences) -> None:
    """Fonts of our own (unpacked at the very first start), look, language and text size as the user left them."""
    with suppress(UserError):  # a cache folder that refuses costs the look, not the work: system fonts serve
        add_font_files(fonts.font_files())
    look = preferences.text("look")
    scale = preferences.get("text.scale")
    style = Style(
        Look(look) if look in set(Look) else Look.SYSTEM,
        preferences.language,
        float(scale) if isinstance(scale, (int, float)) else 1.0,
    )
    theme().apply(style)
    QLocale.setDefault(QLocale("zh_CN") if preferences.language == "zh" else QLocale("en"))
    translate_qt(application, preferences.language)


def translate_qt(application: QApplication, lang: str) -> None:
    """Qt's own words (context menus, file dialogs) in the language of the window."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if lang == "zh" and translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)


def server_name(data: Path) -> str:
    """Name of the local socket of one data folder and one user."""
    told = f"{getpass.getuser()}\n{data}".encode()
    return f"desktopcrm-{hashlib.sha256(told).hexdigest()[:20]}"


def ring(data: Path) -> bool:
    """Ask a window that is open on the same folder to come to the front; tells whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(data))
    found = socket.waitForConnected(RING_MS)
    socket.abort()
    return found


class Start(QObject):
    """Opens the data once the window is painted, and again if the user asks after it failed."""

    def __init__(self, context: Context, window: MainWindow, data: Path) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._data = data
        self._crashes = 0
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_ring)
        window.closing.connect(self._server.close)

    @Slot()
    def begin(self) -> None:
        """The window is seen: listen for a second start, and load what the data needs in a thread."""
        self._listen()
        self._context.jobs.start(load_core, self._on_loaded)

    def on_crash(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A bug: written to the terminal for developers, shown to the user without his data."""
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        self._crashes += 1
        if self._crashes == 1:
            # Later, on a clean stack: the error may have come out of painting.
            QTimer.singleShot(0, self, lambda: self._show_crash(error))

    def _show_crash(self, error: BaseException) -> None:
        from ui.dialogs.crash import CrashPanel, report

        panel = CrashPanel(self._window, self._context.tr, report(error))
        panel.closed.connect(self._on_crash_read)
        panel.open()

    def _on_crash_read(self) -> None:
        self._crashes = 0

    def _on_loaded(self, _result: None) -> None:
        from desktopcrm.app import App

        try:
            app = App.open(self._data)
        except UserError as error:
            self._show_obstacle(error)
            return
        self._context.open(app)
        self._window.go(self._first_place())

    def _first_place(self) -> Place:
        """The welcome on an empty folder that was never used, else the accounts."""
        from desktopcrm.services.accounts import AccountQuery

        app = self._context.app
        if not self._context.preferences.get("started") and app.accounts.count(AccountQuery()) == 0:
            return Place("welcome")
        return Place("accounts")

    def _show_obstacle(self, error: UserError) -> None:
        tr = self._context.tr
        page = EmptyState("triangle-alert", tr("window.open_failed"), self._context.error_text(error))
        again = page.add_button(Button("try_again", tr("window.try_again"), "rotate-ccw", Kind.PRIMARY))
        again.clicked.connect(lambda: self._on_loaded(None))
        self._window.show_obstacle(page)

    def _listen(self) -> None:
        name = server_name(self._data)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash
            self._server.listen(name)

    @Slot()
    def _on_ring(self) -> None:
        self._server.nextPendingConnection().deleteLater()
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()


def load_core(_progress: Progress) -> None:
    """Import what opening the data needs; takes most of the time of a start."""
    import_module("desktopcrm.app")
