"""The short form of T8: each way in once; and the tool finds what is not encrypted."""

from __future__ import annotations

from tests.torture import plaintext
from tests.torture.outcome import Options
from tests.torture.plaintext_inputs import INPUTS
from tests.torture.traces import forms, secret_forms


def test_no_word_stands_in_any_file() -> None:
    outcome = plaintext.run(Options(len(INPUTS)))
    print("\n".join(outcome.lines()))
    assert outcome.failures == []
    assert outcome.figures["hits"] == 0
    assert outcome.tries == len(INPUTS)


def test_words_are_known_in_every_form() -> None:
    assert {
        "Zqab".encode("utf-16-le"),
        b"zqab",
        b"5a716162",
        "山".encode(),
        "山".encode("gb18030"),
        b"\\u5c71",
    } <= (forms("Zqab") | forms("山"))
    assert bytes(32).hex().encode() in secret_forms(bytes(32))
