"""iraq-tui: lay reports of one affair side by side, claim by claim."""

__version__ = "0.1.0"
