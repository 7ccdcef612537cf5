"""The editor of one fact: its value, under it the strip for source, certainty and day, and what a refusal offers.

Enter stores, Tab stores and goes on, Esc gives up, leaving stores. It asks by signals and knows no service.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain.records import Observation
from ui.editors.provenance import Origins, ProvenanceStrip
from ui.editors.value_editor import ValueEditor
from ui.editors.values import BlockEditor, LineEditor
from ui.theme import theme
from ui.widgets.button import Button, Kind

RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TAB_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class FactEditor(QWidget):
    """`committed(step)`: store, then go `step` rows on (0: stay). `given_up`: close without storing.

    `offer_taken`: the way out that `offer` named was chosen, or somebody new in the list of names.
    """

    committed = Signal(int)
    given_up = Signal()
    offer_taken = Signal()

    def __init__(self, value: ValueEditor, origins: Origins | None = None) -> None:
        super().__init__()
        self.setObjectName("fact_editor")
        self.value = value
        self.strip = ProvenanceStrip(origins, self) if origins else None
        self._before = value.text()
        self._closed = False
        self._dirty = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(value)
        if self.strip is not None:
            column.addWidget(self.strip)
            self.strip.edited.connect(self._on_edited)
        self._offer = Button("take_offer", "", "plus", Kind.SECONDARY, self).dense()
        self._offer.clicked.connect(self.offer_taken)
        self._offer.hide()
        column.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(value)
        self.setAccessibleName(value.accessibleName())
        value.edited.connect(self._on_edited)
        for widget in (self, *self.findChildren(QWidget)):
            widget.installEventFilter(self)

    def text(self) -> str:
        """What would be stored."""
        return self.value.text()

    def changed(self) -> bool:
        """Whether there is something to store."""
        return self.value.text() != self._before or bool(self.strip and self._dirty and self.strip.touched())

    def observation(self) -> Observation:
        """What was said about its origin. Raises `UserError` where the day cannot be read."""
        return self.strip.observation() if self.strip else Observation()

    def set_wrong(self, wrong: bool) -> None:
        """Mark or clear a refusal."""
        self.value.set_wrong(wrong)

    def offer(self, words: str) -> None:
        """Offer a way out of a refusal as a button, the next stop of Tab; without words there is none."""
        if words:
            self._offer.set_words(words)
        elif self._offer.hasFocus():
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer.setVisible(bool(words))
        self.updateGeometry()

    def close_quietly(self) -> None:
        """From now on leaving it stores nothing."""
        self._closed = True

    def sizeHint(self) -> QSize:
        height = self.value.sizeHint().height()
        if self.value.hasHeightForWidth() and self.width() > 0:
            height = max(height, self.value.heightForWidth(self.width()))
        strip = self.strip.sizeHint().height() + theme().px(6) if self.strip else 0
        offer = 0 if self._offer.isHidden() else self._offer.sizeHint().height() + theme().px(6)
        return QSize(theme().px(300), height + strip + offer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._closed:
            return False
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._is_certainty(event)
        ):
            event.accept()  # Alt+1 … would go to another place
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._on_maybe_left)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self._closed = True
            self.given_up.emit()
            return True
        if key in RETURN_KEYS and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            return self._on_return(watched)
        if key in TAB_STEPS and not modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._on_tab(watched, TAB_STEPS[Qt.Key(key)])
        if key == Qt.Key.Key_F6 and self.strip is not None:
            inside = isinstance(watched, QWidget) and self.strip.isAncestorOf(watched)
            (self.value if inside else self.strip.first()).setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if self.strip is not None and self._is_certainty(event):
            self.strip.set_certainty(chr(key))
            return True
        return False

    def _is_certainty(self, event: QKeyEvent) -> bool:
        """Alt with 0 … 3."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        return bool(alt) and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_3

    def _on_return(self, watched: QObject) -> bool:
        if isinstance(watched, QComboBox) and watched.view().isVisible():
            return False
        if watched is self._offer:
            self.offer_taken.emit()
        else:
            self._hand_over(0)
        return True

    def _on_tab(self, watched: QObject, step: int) -> bool:
        """Tab leaves the value at once; inside the strip it walks, and leaves at the end."""
        strip, on_offer = self.strip, watched is self._offer
        if not self._offer.isHidden() and (not on_offer if step > 0 else on_offer):
            (self._offer if step > 0 else self.value).setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if strip is not None and isinstance(watched, QWidget) and strip.isAncestorOf(watched):
            order: list[QWidget] = [strip.certainty, strip.source, strip.seen]
            place = order.index(watched) + step if watched in order else len(order)
            if 0 <= place < len(order):
                order[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if place < 0:
                self.value.setFocus(Qt.FocusReason.BacktabFocusReason)
                return True
        self._hand_over(step)
        return True

    def _hand_over(self, step: int) -> None:
        """To be stored, unless something is to be asked first; somebody new is added on the way."""
        if not self.value.settle(leaving=bool(step)):
            return
        if self.value.newcomer():
            self.offer_taken.emit()
        else:
            self.committed.emit(step)

    def _on_edited(self) -> None:
        self._dirty = True
        self.set_wrong(False)
        self.offer("")
        if isinstance(self.value, BlockEditor | LineEditor):
            self.updateGeometry()

    def _on_maybe_left(self) -> None:
        """Leaving the editor stores; a list that drops down or another window does not count as leaving."""
        window = self.window()
        focused = window.focusWidget()
        inside = focused is self or (focused is not None and self.isAncestorOf(focused))
        if self._closed or inside or not window.isActiveWindow():
            return
        if self.changed():
            self.committed.emit(0)
        else:
            self._closed = True
            self.given_up.emit()
