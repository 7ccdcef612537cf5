"""Brings the sheet with the recovery key to paper: a PDF where the user wants it, or the printer without any file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from desktopcrm.domain.recovery_key import RecoveryKey
from desktopcrm.errors import UserError
from desktopcrm.services import recovery_sheet
from desktopcrm.services.encryption import database_name_in
from ui.context import Context
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import SMALL, Label

PRINT_PPI = 300


class SheetFiles(QWidget):
    """Says what became of it in a line; hidden until there is something to say."""

    def __init__(self, context: Context, recovery: RecoveryKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._recovery = context, recovery
        self._file = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self._words = Label("", SMALL.but(wrap=True), self)
        self._words.setObjectName("recovery_said")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._open = Button("recovery_open", context.tr("plan.open"), "folder-open", Kind.GHOST, self).dense()
        self._open.clicked.connect(self._on_open)
        row.addWidget(self._words, 1)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def ask_file(self) -> None:
        """Let the system ask where the PDF goes."""
        tr = self._context.tr
        proposed = Path.home() / tr("safety.key_file_name")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("safety.key_save"), str(proposed), tr("plan.filter"))
        if chosen:
            self.save(Path(chosen))

    def save(self, file: Path) -> None:
        """Write the sheet as PDF, in a thread."""
        target = file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf")
        recovery, desk, lang = self._recovery, self._context.app.desk, self._context.lang
        self._say(self._context.tr("safety.one_moment"), "ink2")
        self._context.jobs.start(
            lambda _: recovery_sheet.save(target, recovery, database_name_in(desk), lang),
            lambda _: self._on_saved(target),
            self._on_failed,
        )

    def ask_printer(self) -> None:
        """Let the system ask which printer; no file is left anywhere."""
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        except ImportError:  # the system lacks what printing needs
            self._say(self._context.tr("safety.no_printer"), "warn")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPagedPaintDevice) -> None:
        """Set the pages, in a thread, and give them to the printer."""
        recovery, desk, lang = self._recovery, self._context.app.desk, self._context.lang
        self._say(self._context.tr("safety.one_moment"), "ink2")
        self._context.jobs.start(
            lambda _: recovery_sheet.pages(recovery, database_name_in(desk), lang, PRINT_PPI),
            lambda pages: self._on_pages(printer, pages),
            self._on_failed,
        )

    def _on_pages(self, printer: QPagedPaintDevice, pages: list[bytes]) -> None:
        painter = QPainter()
        if not painter.begin(printer):
            self._say(self._context.tr("safety.no_printer"), "warn")
            return
        for number, page in enumerate(pages):
            if number:
                printer.newPage()
            draw(painter, QRectF(painter.viewport()), page)
        painter.end()
        self._say(self._context.tr("safety.key_printed"), "good")

    def _on_saved(self, file: Path) -> None:
        self._file = str(file)
        self._say(self._context.tr("safety.key_saved", file=str(file)), "good")
        self._open.show()

    def _on_failed(self, error: UserError) -> None:
        self._say(self._context.error_text(error), "bad")

    def _on_open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self._file)):
            self._say(self._context.tr("plan.open_failed", file=self._file), "warn")

    def _say(self, sentence: str, ink: str) -> None:
        self._words.set_ink(ink)
        self._words.setText(sentence)
        self._open.hide()
        self.show()


def draw(painter: QPainter, area: QRectF, page: bytes) -> None:
    """One page as large as the paper allows, in the middle."""
    image = QImage.fromData(page)
    if image.isNull():
        return
    share = min(area.width() / image.width(), area.height() / image.height())
    width, height = image.width() * share, image.height() * share
    place = QRectF((area.width() - width) / 2, (area.height() - height) / 2, width, height)
    painter.drawImage(place, image)
