"""The interchange file: everything of accounts as one JSON document, in and out. Knows the format, no window."""
