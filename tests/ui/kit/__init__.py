"""The kit of widgets and the frame of the window."""
