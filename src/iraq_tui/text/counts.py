"""Numbers of things in words."""


def count_of(number: int, what: str, ending: str = "s") -> str:
    """So many of something: "1 event", "3 events"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}{ending}"
