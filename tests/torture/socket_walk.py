"""A walk through the product in a process without a network: commands, window, documents, calendar, a bug's report."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path


def commands(folder: Path) -> None:
    from desktopcrm.cli import main

    data, file = ["--data", str(folder / "data"), "--ui-lang", "en"], str(folder / "all.json")
    for words in (
        ["demo"],
        ["accounts"],
        ["today"],
        ["check"],
        ["dump", "--all", "-o", file],
        ["load", file, "--dry-run"],
        ["undo"],
        ["redo"],
    ):
        code = main([*words, *data])
        if code:
            sys.exit(f"{words} ended with {code}")


def window(folder: Path, pages: int) -> None:
    from desktopcrm.app import App
    from tests.torture.payload_screens import Window

    app = App.open(folder / "data")
    account = app.records.of_kind("account")[0].id
    shown = Window(app)
    for place in islice(shown.places(account), pages):
        shown.show(place)
    shown.close()


def documents(folder: Path) -> None:
    from desktopcrm.app import App
    from desktopcrm.services.report.request import DocumentRequest

    app = App.open(folder / "data")
    account = app.records.of_kind("account")[0].id
    app.documents.save(DocumentRequest("brief", account), folder / "brief.pdf")
    app.close()


if __name__ == "__main__":
    place = Path(sys.argv[1])
    commands(place)
    documents(place)
    window(place, int(sys.argv[2]))
    sys.stdout.write("walked\n")
