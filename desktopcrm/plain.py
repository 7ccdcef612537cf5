"""Text as it may be shown and printed: what a reader cannot see but a screen obeys is taken out. Knows no surface.

Names come from files, other people and old data: a control can move a terminal's cursor, a direction mark can turn
“invoice.exe” around. Every surface (labels, the terminal, documents, names of files) takes text through here.
"""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, marks that turn the direction of text, soft hyphens, tags, halves of pairs and non-characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)


def plain(text: str) -> str:
    """Line ends as one sign, tabs kept, nothing hidden."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub("", _BREAKS.sub("\n", text))
