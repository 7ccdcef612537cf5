"""The command line: the same services as the window, without Qt and without a screen. One module for a group of commands."""

from __future__ import annotations

from desktopcrm.cli.entry import main

__all__ = ["main"]
