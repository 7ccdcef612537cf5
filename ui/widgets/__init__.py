"""The kit: widgets fed with plain values. They know the theme and the icons, never a service or a plan."""
