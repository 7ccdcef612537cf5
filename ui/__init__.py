"""The window: Qt Widgets on top of the core. Nothing below this package knows that it exists."""
