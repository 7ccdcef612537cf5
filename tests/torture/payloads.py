"""T10: hostile text in every text field is shown and printed as it stands, and no file is read.

`n` payloads of sixty; each goes in turn into every field of every kind that takes text, with a number of its own, then
every page of the window is opened and the plan is printed. `--with print=no pages=N` for less,
`lang=zh` in Chinese.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from itertools import islice
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.domain.catalogue import Field
from desktopcrm.domain.records import Observation, Source
from desktopcrm.services.report.request import DocumentRequest
from tests.documents.filled import Filled, fill
from tests.torture.canary import SECRET, Canary, canary
from tests.torture.outcome import Options, Outcome
from tests.torture.payload_screens import Window, altered, squeezed
from tests.torture.payload_words import html_payloads, typst_payloads

TYPES = ("text", "note", "phone", "email", "url")
ROUND_PPI = 40
ROUNDS_A_FOLDER = 10
"""Then a new one: older values stay readable and are printed too, until the plan is too large for any printer."""
WAYS: tuple[tuple[str, ...], ...] = ((), ("-raw",))  # to read a page: by columns, as it was set
KINDS = ("account", "person", "firm", "need", "note", "question", "action")
"""Records of these kinds are called by a payload as well."""


class Payloads:
    """The app with one full account, and what was written into it in this round."""

    def __init__(self, options: Options, app: App, watched: Canary, outcome: Outcome) -> None:
        text, picture, source, style = watched.files
        words = [*typst_payloads(text, picture, source), *html_payloads(text, picture, style)]
        random.Random(options.seed).shuffle(words)
        self._words = words
        self._options = options
        self._app = app
        self._watched = watched
        self._full: Filled = fill(app)
        self._number = 0
        self._values: dict[int, str] = {}
        self.outcome = outcome

    def run(self, rounds: range) -> None:
        """These of the sixty."""
        window = Window(self._app)
        self._watched.readings()
        try:
            for number in rounds:
                self._write(number)
                self._look(window)
                if self._options.more.get("print") != "no":
                    self._print()
                self.outcome.tries += 1
        finally:
            window.close()
        readings = self._watched.readings()
        if readings < 0:
            self.outcome.figures["files read"] = "cannot be told here"
            return
        self.outcome.count("files read", readings)
        if readings:
            self.outcome.failures.append(f"{readings} times one of the watched files was opened")

    def _write(self, first: int) -> None:
        """Another payload into each field of each record."""
        self._values = {}
        app, plan = self._app, self._app.desk.plan(self._full.account)
        for record in list(plan.records.values()):
            if not plan.is_live(record):
                continue
            fields = [one for one in app.desk.catalogue.kinds[record.kind].field if one.type in TYPES]
            for place, one in enumerate(fields):
                if plan.value(record.id, one.key):
                    self._put(record.id, one, self._words[(first + place) % len(self._words)])
            if record.kind in KINDS:
                app.records.rename(record.id, self._value(self._words[first % len(self._words)]))

    def _put(self, record_id: int, field: Field, payload: str) -> None:
        starts = {"phone": "555 ", "email": "a@b.example/", "url": "https://example.com/"}
        words, joint = starts.get(field.type, "") + payload, " "
        if field.type in ("email", "url"):
            words, joint = starts[field.type] + payload.replace(" ", "").replace("@", ""), ""
        value = self._value(words, joint)
        seen = Observation(Source("document", self._value(payload)), "", None, self._value(payload))
        self._app.facts.observe(record_id, field.key, value, seen)

    def _value(self, payload: str, joint: str = " ") -> str:
        self._number += 1
        self._values[self._number] = f"{payload}{joint}№{self._number}"
        return self._values[self._number]

    def _look(self, window: Window) -> None:
        seen: set[int] = set()
        pages = int(self._options.more.get("pages", "0")) or None
        for place in islice(window.places(self._full.account), pages):
            window.show(place)
            wrong = altered(window.shown(), self._values, seen)
            self.outcome.failures += [f"{place.screen} {place.tab}: {one}" for one in wrong]
            self.outcome.count("pages")
        self.outcome.count("texts written", len(self._values))
        self.outcome.count("seen on screen", len(seen))
        if not seen:
            self.outcome.failures.append("nothing of it was seen on any page")

    def _print(self) -> None:
        request = DocumentRequest(
            "plan", self._full.account, lang=self._app.preferences.language, private_facts=True
        )
        order = self._app.documents.order(request)
        data = order.pdf()
        order.pages(ROUND_PPI)
        self.outcome.count("plans printed")
        if SECRET.encode() in data:
            self.outcome.failures.append("a file's content is in the plan")
        if shutil.which("pdftotext") is None:
            self.outcome.figures["read back"] = "no pdftotext on this machine"
            return
        from tests.documents.reading import words

        text = "".join(unbroken(words(data, *way)) for way in WAYS)
        lost = [value for value in self._values.values() if unbroken(value) not in text]
        self.outcome.count("found in print", len(self._values) - len(lost))
        self.outcome.failures += [f"not printed as it stands: {value[:100]!r}" for value in lost]
        if unbroken(SECRET) in text:
            self.outcome.failures.append("a file's content is printed")


def unbroken(text: str) -> str:
    """Without blanks and hyphens: a reader of PDF takes a hyphen at the end of a line for a break of its own."""
    return squeezed(text).replace("-", "")


def run(options: Options) -> Outcome:
    """Up to sixty rounds; after sixty every field has held every payload."""
    outcome = Outcome("payloads")
    with tempfile.TemporaryDirectory(prefix="payloads-") as place, canary(Path(place) / "canary") as watched:
        for first in range(0, options.n, ROUNDS_A_FOLDER):
            app = App.open(Path(place) / f"data-{first}")
            try:
                app.preferences.put("language", options.more.get("lang", "en"))
                rounds = range(first, min(first + ROUNDS_A_FOLDER, options.n))
                Payloads(options, app, watched, outcome).run(rounds)
            finally:
                app.close()
    return outcome
