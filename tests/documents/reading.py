"""Reading a printed file back with the tools of others."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path


def _run(tool: str, data: bytes, *options: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "printed.pdf"
        file.write_bytes(data)
        after = ["-"] if tool == "pdftotext" else []
        done = subprocess.run([tool, *options, str(file), *after], capture_output=True, check=False)
    return done.stdout.decode("utf-8") + done.stderr.decode("utf-8")


def words(data: bytes, *options: str) -> str:
    """The text of all pages as `pdftotext` gives it."""
    return _run("pdftotext", data, *options)


def squeezed(text: str) -> str:
    """Without any blank: Chinese has none, and lines end anywhere."""
    return re.sub(r"\s+", "", text)


def info(data: bytes) -> dict[str, str]:
    rows = (line.partition(":") for line in _run("pdfinfo", data).splitlines())
    return {key.strip(): value.strip() for key, _, value in rows}


def fonts(data: bytes) -> list[list[str]]:
    """One row a font: name, type, encoding and so on, as `pdffonts` prints them."""
    return [line.split() for line in _run("pdffonts", data).splitlines()[2:]]


def checked(data: bytes) -> str:
    return _run("qpdf", data, "--check")


def objects(data: bytes) -> str:
    """Everything in the file with its streams opened: what a curious reader could find."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.pdf", Path(folder) / "b.pdf"
        source.write_bytes(data)
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(source), str(target)], check=True)
        return target.read_bytes().decode("latin-1")
