"""Torture: each tool tries to make the product lose, show or half-do something, and prints how often it did.

A tool is a module with `run(options) -> Outcome`; its short form stands in the suite, the full one is
`python -m tests.torture TOOL --n N --seed N`.
"""
