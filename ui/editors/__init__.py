"""Editors: one for each type of field, and the rows that open them in place."""
