"""The bar above the pages: which page, how large, and the button that saves."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from desktopcrm.texts import Translate
from ui.actions import spoken_keys
from ui.theme import theme
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import DIM, Label
from ui.widgets.page_view import ZOOM_STEP, Fit, PageView
from ui.widgets.painting import plain_tip, text_width
from ui.widgets.surfaces import Plain
from ui.widgets.tabs import SegmentedChoice

SAVE_KEYS = "Ctrl+S"
ROOMY_FROM = 520
"""Where there is less room, the head of the account alone offers to write a contact down."""


class PreviewTools(Plain):
    """`log` and `save` are the buttons; everything else speaks to the pages by itself."""

    def __init__(self, tr: Translate, pages: PageView) -> None:
        super().__init__("card")
        unit = theme().px
        self._tr, self._pages = tr, pages
        self._busy, self._page, self._total = False, 0, 0
        self.set_edge("bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(16), unit(8), unit(16), unit(9))
        row.setSpacing(unit(6))
        self._words = Label("", DIM.but(elide=True), self)
        self._words.setObjectName("plan_page")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fits = [(str(Fit.WIDTH), tr("plan.fit_width")), (str(Fit.PAGE), tr("plan.fit_page"))]
        self._fit = SegmentedChoice("plan_fit", tr("plan.fit"), fits, self)
        self._fit.set_key(str(pages.fit))
        self._fit.chosen.connect(lambda key: pages.set_fit(Fit(key)))
        smaller = IconButton("plan_smaller", "minus", tr("plan.smaller"), self)
        larger = IconButton("plan_larger", "plus", tr("plan.larger"), self)
        smaller.clicked.connect(lambda: self._zoom(1 / ZOOM_STEP))
        larger.clicked.connect(lambda: self._zoom(ZOOM_STEP))
        self.log = Button("plan_log", tr("account.log_button"), "pencil", Kind.GHOST, self)
        self.log.setToolTip(plain_tip(spoken_keys("Ctrl+L")))
        self.save = Button("plan_save", tr("plan.save"), "download", Kind.PRIMARY, self)
        self.save.setToolTip(plain_tip(spoken_keys(SAVE_KEYS)))
        row.addWidget(self._words, 1)
        for widget in (smaller, larger, self._fit):
            row.addWidget(widget)
        row.addSpacing(unit(8))
        row.addWidget(self.log)
        row.addWidget(self.save)
        pages.page_changed.connect(self._on_page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.log.setVisible(self.width() >= theme().px(ROOMY_FROM))
        self._show()

    def show_busy(self, busy: bool) -> None:
        """Whether new pages are on their way."""
        self._busy = busy
        self._show()

    def show_fit(self) -> None:
        """The pages may have been zoomed by keys or wheel."""
        self._fit.set_key(str(self._pages.fit))

    def _zoom(self, factor: float) -> None:
        self._pages.zoom_by(factor)
        self.show_fit()

    def _on_page(self, page: int, total: int) -> None:
        self._page, self._total = page, total
        self._show()

    def _show(self) -> None:
        """As much as there is room for; which page it is, always."""
        where = self._tr("plan.page_of", page=self._page, total=self._total) if self._total else ""
        busy = self._tr("plan.setting") if self._busy else ""
        least = f"{self._page} / {self._total}" if self._total else busy
        every = (" · ".join(part for part in (where, busy) if part), where or busy)
        room, font = self._words.width(), self._words.font()
        self._words.setText(next((one for one in every if text_width(font, one) <= room), least))
