"""The plan tab: brings options, pages and saving together. Knows the documents service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktopcrm.domain.plan import Plan
from desktopcrm.errors import UserError
from desktopcrm.services.report.request import KINDS, DocumentRequest
from ui.context import Context
from ui.screens.plan.options import Offer, PlanOptions
from ui.screens.plan.page_bar import SAVE_KEYS, PreviewTools
from ui.screens.plan.preview import Preview
from ui.screens.plan.saving import SavedLine
from ui.screens.plan.wish import Memory
from ui.theme import Tone
from ui.widgets.empty import EmptyState
from ui.widgets.order_list import OrderItem
from ui.widgets.page_view import PageView
from ui.widgets.surfaces import Plain

if TYPE_CHECKING:
    from desktopcrm.services.report_pdf import Printed

FOLDER_KEY = "plan.folder"
MOST_PPI = 330
OPTIONS_SHARE = 42
"""Percent of the tab that the options may take where text is large; the pages get the rest."""


class PlanTab(Plain):
    """A tab of the account screen: `show_plan` and `focus` are its protocol."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self._context = context
        self._account_id = 0
        self._old = True
        self._error: QWidget | None = None
        self.setObjectName("plan_tab")
        memory = Memory(context.preferences)
        self.options = PlanOptions(context.tr, context.lang, memory, self)
        self.pages = PageView("plan_pages", context.tr("plan.preview"))
        self.tools = PreviewTools(context.tr, self.pages)
        self.saved = SavedLine(context.tr)
        self.preview = Preview(context, self._request, self._ppi, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.options)
        self._side = QStackedWidget(self)
        self._side.addWidget(self.pages)
        column = QVBoxLayout()
        column.setSpacing(0)
        for widget in (self.tools, self.saved):
            column.addWidget(widget)
        column.addWidget(self._side, 1)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        self.options.changed.connect(self._on_wish)
        self.preview.arrived.connect(self._on_pages)
        self.preview.failed.connect(self._on_failed)
        self.preview.working.connect(self.tools.show_busy)
        self.pages.sharpness_changed.connect(self._on_sharpness)
        self.tools.save.clicked.connect(self.choose_file)
        self.tools.log.clicked.connect(lambda: self._context.log(self._account_id))
        self.saved.open_asked.connect(self._open)
        self.saved.copy_asked.connect(self._copy)
        # Wherever the focus is in the window: Qt hears it only while the tab is seen.
        save = QShortcut(QKeySequence(SAVE_KEYS), self)
        save.activated.connect(self.choose_file)

    # protocol of a tab

    def show_plan(self, plan: Plan) -> None:
        """Another account, or the same one after a change."""
        same = plan.account.id == self._account_id
        self._account_id = plan.account.id
        self.options.show_offer(self._offer(plan), same)
        if not same:
            self.saved.hide()
            self.pages.show_pages((), MOST_PPI)
        self._wake()

    def focus(self, record_id: int, field: str) -> bool:
        """Nothing of an account is edited here: `field` names a document to turn to (plan, brief, checklist)."""
        if field in KINDS:
            self.options.choose_kind(field)
        self.options.take_focus()
        return record_id == 0 or field in KINDS

    # saving

    def choose_file(self) -> None:
        """Let the system ask for the file; its name is proposed."""
        try:
            request = self._request()
            name = self._context.app.documents.file_name(request)
        except UserError as error:
            self.saved.show_words(self._context.error_text(error), "bad")
            return
        folder = Path(self._context.preferences.text(FOLDER_KEY) or Path.home())
        tr = self._context.tr
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("plan.save_title"), str(folder / name), tr("plan.filter")
        )
        if chosen:
            self.save(request, Path(chosen))

    def save(self, request: DocumentRequest, file: Path) -> None:
        """Write the document, in a thread; what was said about it stands above the pages."""
        target = file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf")
        self._context.preferences.put(FOLDER_KEY, str(target.parent))
        context, documents, line = self._context, self._context.app.documents, self.saved
        line.show_words(context.tr("plan.saving"), "ink2")

        def done(printed: Printed) -> None:
            """Told also where the page has been made anew meanwhile."""
            if isValid(line):
                line.show_saved(target, printed.missing)
            else:
                context.say(context.tr("plan.saved", file=str(target)))

        context.jobs.start(lambda _: documents.save(request, target), done, self._on_not_saved)

    def _on_not_saved(self, error: UserError) -> None:
        self.saved.show_words(self._context.error_text(error), "bad")

    def _open(self, file: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(file)):
            self._context.say(self._context.tr("plan.open_failed", file=file), Tone.WARN)

    def _copy(self, file: str) -> None:
        QGuiApplication.clipboard().setText(file)
        self._context.say(self._context.tr("plan.copied"))

    # pages

    def request(self) -> DocumentRequest:
        """What the options ask for now. Raises `UserError` where they cannot be met."""
        return self._request()

    def _request(self) -> DocumentRequest:
        wish = self.options.wish()
        try:
            request = wish.request(self._account_id, self._context.app.desk.today())
        except UserError as error:
            self.options.show_day_error(self._context.error_text(error))
            raise
        self.options.show_day_error("")
        if request.sections == ():
            raise UserError("plan.no_section")
        return request

    def _ppi(self) -> float:
        return min(MOST_PPI, self.pages.ppi())

    def _offer(self, plan: Plan) -> Offer:
        lang, documents = self._context.lang, self._context.app.documents
        catalogue = self._context.app.desk.catalogue

        def sections(level: str) -> list[OrderItem]:
            return [OrderItem(one.key, one.title, one.usual) for one in documents.sections(level, lang)]

        return Offer(
            [(one.id, one.name) for one in plan.of("project")],
            [(one.id, one.name) for one in plan.of("person")],
            [(one.number, f"{one.number}  {one.label[lang]}") for one in catalogue.stages],
            sections,
        )

    def _wake(self) -> None:
        """New pages are due: now if somebody looks, else when somebody does."""
        self._old = not self.isVisible()
        if not self._old:
            self.preview.wake()

    def _on_wish(self) -> None:
        self.saved.hide()
        self._wake()

    def _on_sharpness(self) -> None:
        self.tools.show_fit()
        self._wake()

    def _on_pages(self, pages: list[bytes], ppi: float) -> None:
        self._show_error("")
        first = self.pages.count() == 0
        self.pages.show_pages(pages, ppi)
        if first:
            self.pages.go_to(1)
            if abs(self.pages.ppi() - ppi) > 1:
                self._wake()  # only now the size of the paper is known

    def _on_failed(self, sentence: str) -> None:
        self._show_error(sentence)

    def _show_error(self, sentence: str) -> None:
        """A sentence in the place of the pages; the pages themselves when there is none."""
        if self._error is not None:
            self._side.removeWidget(self._error)
            self._error.deleteLater()
            self._error = None
        if sentence:
            covered = sentence == self._context.tr("blur.preview")
            title = self._context.tr("blur.preview_title" if covered else "plan.failed_title")
            self._error = EmptyState("eye-off" if covered else "circle-alert", title, sentence)
            self._side.addWidget(self._error)
            self._side.setCurrentWidget(self._error)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.options.give_way(self.width() * OPTIONS_SHARE // 100)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._old and self._account_id:
            self._wake()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._old = self._old or self.preview.is_busy()
        self.preview.rest()
