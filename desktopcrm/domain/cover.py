"""What stands on the screen for a private value while private values are covered. Knows nothing else."""

from __future__ import annotations

COVER = "••••••"
