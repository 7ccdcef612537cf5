"""The method as pure values and functions: no clock, no database, no language of its own."""
