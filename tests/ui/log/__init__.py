"""The log: a contact written down by keyboard."""
