"""The account screen: header, tabs, guide. Each tab is a package-private widget of its own."""

from __future__ import annotations
