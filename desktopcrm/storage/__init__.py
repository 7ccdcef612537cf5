"""Everything that speaks SQL. Returns frozen domain values; knows no language and no window."""
