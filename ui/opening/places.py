"""Where one begins."""

from __future__ import annotations

from ui.context import Context, Place


def first_place(context: Context) -> Place:
    """The welcome on an empty folder that was never used; Today where there are accounts."""
    from desktopcrm.services.accounts import AccountQuery

    if context.app.accounts.count(AccountQuery()):
        return Place("today")
    return Place("accounts" if context.preferences.get("started") else "welcome")
