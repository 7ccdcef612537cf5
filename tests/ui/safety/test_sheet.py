"""The sheet with the recovery key reaches the paper: as a file and through the printer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.ui.safety.conftest import PASSPHRASE, Hand
from ui.screens.safety.sheet_files import SheetFiles


@pytest.fixture
def sheet(hand: Hand) -> SheetFiles:
    hand.go("encryption", "set_up")
    hand.choose("set_up_passphrase", PASSPHRASE)
    hand.click("set_up_go_on")
    hand.shown_key()
    found = hand.window.findChildren(SheetFiles)
    assert len(found) == 1
    return found[0]


def test_the_sheet_is_saved_for_its_owner_alone(sheet: SheetFiles, hand: Hand, tmp_path: Path) -> None:
    sheet.save(tmp_path / "key")
    hand.wait(lambda: "Saved" in hand.words("recovery_said"))
    file = tmp_path / "key.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert not file.stat().st_mode & 0o077


def test_a_place_that_refuses_is_named(sheet: SheetFiles, hand: Hand, tmp_path: Path) -> None:
    sheet.save(tmp_path / "missing" / "key.pdf")
    hand.wait(lambda: "missing" in hand.words("recovery_said"))


def test_the_sheet_is_printed_without_a_file(sheet: SheetFiles, hand: Hand, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    sheet.print_on(printer)
    hand.wait(lambda: "printer" in hand.words("recovery_said"))
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".pdf"] == ["printed.pdf"]
