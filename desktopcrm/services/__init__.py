"""Use cases: one public method is one thing a user can do and one undoable step."""
