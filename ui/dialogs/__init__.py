"""Panels shown over a page; none of them is modal."""
