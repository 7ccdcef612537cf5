"""Measures what the product does against the least that any program must do for it, in one run.

`python -m tests.bench` prints one table of ratios and appends it to a file in the user's cache folder. It asserts
nothing: machines differ, ratios tell.
"""
