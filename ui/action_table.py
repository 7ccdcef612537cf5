"""Everything the window itself can do, with its keys: the one table behind menus, palette and shortcut sheet."""

from __future__ import annotations

from ui.actions import Action, KeyHint

GROUPS = ("go", "edit", "view", "help")
"""Order of the groups in the shortcut sheet; `lists`, `fields` and `pages` follow."""

UNDO_KEYS = "Ctrl+Z"

ACTIONS = (
    Action("palette", "actions.palette", ("Ctrl+K",), "command", "go", in_palette=False),
    Action("back", "actions.back", ("Alt+Left",), "arrow-left", "go"),
    Action("forward", "actions.forward", ("Alt+Right",), "arrow-right", "go"),
    Action("find", "actions.find", ("Ctrl+F",), "search", "go", in_palette=False),
    Action("safety_data", "actions.safety_data", (), "shield-check", "go"),
    Action("safety_backups", "actions.safety_backups", (), "database-backup", "go"),
    Action("safety_encryption", "actions.safety_encryption", (), "key-round", "go"),
    Action("privacy", "actions.privacy", (), "eye-off", "go"),
    Action("new_account", "accounts.new", (), "plus", "go", also="actions.new_account_also"),
    Action("log", "actions.log", ("Ctrl+L",), "pencil", "edit", also="actions.log_also"),
    Action("undo", "actions.undo", (UNDO_KEYS,), "undo-2", "edit"),
    Action("redo", "actions.redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", "edit"),
    Action("language", "actions.language", ("Ctrl+Shift+T",), "languages", "view"),
    Action("look_system", "actions.look_system", (), "sun-moon", "view"),
    Action("look_light", "actions.look_light", (), "sun-moon", "view"),
    Action("look_dark", "actions.look_dark", (), "sun-moon", "view"),
    Action("larger", "actions.larger", ("Ctrl++", "Ctrl+="), "plus", "view"),
    Action("smaller", "actions.smaller", ("Ctrl+-",), "minus", "view"),
    Action("normal_size", "actions.normal_size", ("Ctrl+0",), "rotate-ccw", "view"),
    Action("blur", "actions.blur", ("F8",), "eye-off", "view"),
    Action("shortcuts", "actions.shortcuts", ("F1",), "keyboard", "help"),
    Action("lock", "actions.lock", ("Ctrl+Shift+L",), "lock", "help"),
    Action("quit", "actions.quit", ("Ctrl+Q",), "x", "help"),
)

HINTS = (
    KeyHint("keys.next_tab", ("Ctrl+Tab",), "pages"),
    KeyHint("keys.tab_number", ("Ctrl+1",), "pages"),
    KeyHint("keys.guide", ("Ctrl+G",), "pages"),
    KeyHint("keys.leave_guide", ("Esc",), "pages"),
    KeyHint("keys.close_panel", ("Esc",), "pages"),
    KeyHint("keys.open_row", ("Enter",), "lists"),
    KeyHint("keys.walk", ("Up", "Down"), "lists"),
    KeyHint("keys.edit_field", ("Enter", "F2"), "fields"),
    KeyHint("keys.field_history", ("Ctrl+H",), "fields"),
    KeyHint("keys.clear_field", ("Del",), "fields"),
    KeyHint("keys.copy_value", ("Ctrl+C",), "fields"),
    KeyHint("keys.leave_field", ("Esc",), "fields"),
    KeyHint("lamp.key_answer", ("Y", "N", "U"), "classes"),
    KeyHint("lamp.key_turn", ("Left", "Right"), "classes"),
    KeyHint("lamp.key_evidence", ("Enter",), "classes"),
    KeyHint("lamp.key_who", ("W",), "classes"),
    KeyHint("lamp.key_sort", ("1", "2", "3"), "classes"),
    KeyHint("lamp.key_revive", ("R",), "classes"),
    KeyHint("guide.key_first", ("Enter",), "guide"),
    KeyHint("guide.deed_not_now", ("N",), "guide"),
    KeyHint("guide.key_unknowable", ("U",), "guide"),
    KeyHint("guide.key_accept", ("A",), "guide"),
    KeyHint("guide.key_why", ("?",), "guide"),
    KeyHint("guide.deed_take_back", ("W",), "guide"),
    KeyHint("guide.deed_let_go", ("L",), "guide"),
    KeyHint("today_page.key_minutes", ("+", "-"), "day"),
    KeyHint("today_page.key_move", ("Alt+Up", "Alt+Down"), "day"),
    KeyHint("today_page.key_out", ("Del",), "day"),
    KeyHint("today_page.key_back", ("Enter",), "day"),
    KeyHint("log.key_store", ("Enter",), "log"),
    KeyHint("log.key_line", ("Shift+Enter",), "log"),
    KeyHint("log.key_kind", ("Alt+1",), "log"),
    KeyHint("log.key_chip", ("Tab", "Space"), "log"),
    KeyHint("log.key_draft", ("Esc",), "log"),
)
