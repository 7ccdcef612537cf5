"""One numbered SQL file a schema version; a new database runs all of them, an old one those it lacks."""
