"""What the palette can find besides commands: accounts and people. Knows the services that list them."""

from __future__ import annotations

from collections.abc import Callable

from desktopcrm.domain.search_text import Wanted
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.people import PersonRow
from ui.actions import Command
from ui.context import Context, Place

MOST = 8


def find_accounts(context: Context) -> Callable[[str], list[Command]]:
    """Accounts by name, pinyin or what else their list is searched by."""

    def search(text: str) -> list[Command]:
        rows = context.app.accounts.page(AccountQuery(text=text, limit=MOST, quick=True))
        return [_account(context, row.id, row.name) for row in rows]

    return search


def find_people(context: Context) -> Callable[[str], list[Command]]:
    """People over all accounts by name or pinyin; read once for as long as the palette is open."""
    everybody: list[tuple[str, Command]] = []
    read: list[bool] = []

    def search(text: str) -> list[Command]:
        if not read:
            read.append(True)
            everybody.extend((row.search, _person(context, row)) for row in context.app.people.all())
        wanted = Wanted(text)
        hits = (command for searched, command in everybody if wanted.fits(searched))
        return [command for command, _ in zip(hits, range(MOST), strict=False)]

    return search


def _account(context: Context, account_id: int, name: str) -> Command:
    place = Place("account", account_id)
    return Command(
        f"account_{account_id}", name, lambda: context.go(place), "building-2", context.tr("palette.account")
    )


def _person(context: Context, row: PersonRow) -> Command:
    place = Place("account", row.account_id, tab="surface", focus=f"record_{row.id}")
    detail = context.tr("palette.person_at", account=row.account)
    return Command(f"person_{row.id}", row.name, lambda: context.go(place), "user", detail)


FINDERS = (find_accounts, find_people)
