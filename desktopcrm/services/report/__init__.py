"""The report model: an account's plan as plain data, every word resolved, ready to be set.

One module a section. What may be printed is decided in one place, `privacy`, before any section sees the plan.
"""
