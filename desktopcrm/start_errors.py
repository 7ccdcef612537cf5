"""What can be said before anything is installed. Knows resources/texts/start.toml, the standard library and nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

TEXTS = Path(__file__).resolve().parent.parent / "resources" / "texts" / "start.toml"
MAC_SETTINGS = "Library/Preferences/.GlobalPreferences.plist"
CHINESE_ON_WINDOWS = 0x04  # primary language id LANG_CHINESE


class StartError(Exception):
    """DesktopCRM cannot start, for a reason the user can remove; `key` names a text of start.toml."""

    def __init__(self, key: str, **params: str) -> None:
        self.key = key
        self.params = params
        super().__init__(key)


def language() -> str:
    """ "zh" where the system speaks Chinese, else "en"."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "zh" if os.environ[name].lower().startswith("zh") else "en"
    if sys.platform == "win32":
        import ctypes

        spoken: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "zh" if spoken & 0x3FF == CHINESE_ON_WINDOWS else "en"
    if sys.platform == "darwin":
        return on_a_mac(Path.home() / MAC_SETTINGS)
    return "en"


def on_a_mac(settings: Path) -> str:
    """What the user has put first; who starts a program by a click has no `LANG` there."""
    import plistlib

    try:
        first = plistlib.loads(settings.read_bytes(), fmt=plistlib.FMT_BINARY)["AppleLanguages"][0]
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return "en"
    return "zh" if str(first).lower().startswith("zh") else "en"


def sentence(key: str, **params: str) -> str:
    """The text of one key of start.toml (`start.no_display`) in the system's language."""
    import tomllib  # here, so that a warm start never pays for it

    table, _, name = key.partition(".")
    words: dict[str, str] = tomllib.loads(TEXTS.read_text(encoding="utf-8"))[table][name]
    return words[language()].format(**params)


def say(text: str) -> None:
    """One line on stderr; a box where a windowed Python has no stderr."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    elif sys.platform == "win32":  # pythonw.exe
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "DesktopCRM", 0x30)


def refuse(error: StartError) -> int:
    """Say the one sentence; the exit code."""
    say(f"DesktopCRM: {sentence(error.key, **error.params)}")
    return 1
