"""The bundled fonts, unpacked once into the user's cache. Knows files and hashes; knows neither Qt nor typst, which read them."""

from __future__ import annotations

import hashlib
import lzma
import os
import secrets
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desktopcrm import paths, safe_files
from desktopcrm.errors import UserError

CHECKED = "checked"  # which files were proven by hash, by size and time: a start need not read 22 MB again


@dataclass(frozen=True, slots=True)
class BundledFont:
    """One font file: `shipped` is its name in resources/fonts, `name` the one unpacked; size and sha256 are of the latter."""

    name: str
    shipped: str
    family: str
    weight: int
    size: int
    sha256: str


@lru_cache(maxsize=1)
def bundled() -> tuple[BundledFont, ...]:
    """The fonts of resources/fonts/fonts.toml, in the order written there."""
    table = tomllib.loads((_shipped() / "fonts.toml").read_text(encoding="utf-8"))
    return tuple(BundledFont(**entry) for entry in table["font"])


def font_files() -> list[Path]:
    """The unpacked font files, ready for Qt and typst."""
    folder = font_folder()
    return [folder / font.name for font in bundled()]


def font_folder() -> Path:
    """Folder with exactly the bundled fonts; unpacks what is missing or damaged. UserError where the cache refuses."""
    return unpacked_in(paths.cache_folder() / f"fonts-{_edition()}")


@lru_cache(maxsize=4)
def unpacked_in(folder: Path) -> Path:
    """`folder`, after every font in it was proven; safe when several processes do it at once."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if _read(folder / CHECKED) != _seen(folder):
            for font in bundled():
                _prove(font, folder / font.name)
            _put(folder / CHECKED, _seen(folder).encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError("fonts.folder_refused", folder=str(folder), reason=reason) from error
    return folder


def _shipped() -> Path:
    return paths.resources() / "fonts"


@lru_cache(maxsize=1)
def _edition() -> str:
    return hashlib.sha256((_shipped() / "fonts.toml").read_bytes()).hexdigest()[:12]


def _prove(font: BundledFont, target: Path) -> None:
    if _is(font, target):
        return
    content = (_shipped() / font.shipped).read_bytes()
    if font.shipped.endswith(".xz"):
        content = lzma.decompress(content)
    if hashlib.sha256(content).hexdigest() != font.sha256:
        raise UserError("fonts.damaged", name=font.shipped)
    _put(target, content)


def _is(font: BundledFont, file: Path) -> bool:
    if not file.is_file() or file.stat().st_size != font.size:
        return False
    return hashlib.sha256(file.read_bytes()).hexdigest() == font.sha256


def _put(target: Path, content: bytes) -> None:
    """Write beside the target, then rename: nobody ever sees half a file."""
    part = target.with_name(f".part-{secrets.token_hex(8)}")
    handle = safe_files.fresh(part)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        part.replace(target)
    except PermissionError:
        # Windows refuses to replace a font another process has open; that process has just put the same one there
        if not target.is_file() or target.read_bytes() != content:
            raise
    finally:
        part.unlink(missing_ok=True)


def _seen(folder: Path) -> str:
    """Size and time of every font file, one a line; a missing one is said to be missing."""
    lines = []
    for font in bundled():
        file = folder / font.name
        stat = file.stat() if file.is_file() else None
        lines.append(f"{font.name} {stat.st_size} {stat.st_mtime_ns}" if stat else f"{font.name} missing")
    return "\n".join(lines)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
