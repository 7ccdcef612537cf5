"""The screens as a table. A screen is imported and made when it is first visited; screens do not know one another."""

from __future__ import annotations

from ui.screens.stack import ScreenSpec

ALL = (
    ScreenSpec("today", "ui.screens.today:TodayScreen", "sun", "window.today"),
    ScreenSpec("accounts", "ui.screens.accounts:AccountsScreen", "building-2", "window.accounts"),
    ScreenSpec("account", "ui.screens.account:AccountScreen", under="accounts"),
    ScreenSpec("privacy", "ui.screens.privacy:PrivacyScreen", under="settings"),
    ScreenSpec("welcome", "ui.screens.welcome:WelcomeScreen", under="accounts"),
    ScreenSpec("projects", "ui.screens.projects:ProjectsScreen", "square-kanban", "window.projects"),
    ScreenSpec("people", "ui.screens.people:PeopleScreen", "users", "window.people"),
    ScreenSpec("rivals", "ui.screens.rivals:RivalsScreen", "swords", "window.rivals"),
    ScreenSpec(
        "objections", "ui.screens.objections:ObjectionsScreen", "message-square-reply", "window.objections"
    ),
    ScreenSpec("library", "ui.screens.library:LibraryScreen", "book-open", "window.library"),
    ScreenSpec("settings", "ui.screens.settings:SettingsScreen", "settings", "window.settings", foot=True),
    ScreenSpec("safety", "ui.screens.safety:SafetyScreen", under="settings"),
)


def offered() -> tuple[ScreenSpec, ...]:
    """The screens of this edition, in the order of the sidebar."""
    return tuple(spec for spec in ALL if spec.is_there)
