"""Offsets of local times to UTC, in minutes."""

from datetime import datetime, timedelta

from iraq_tui.domain.date_faults import MomentError

Clock = tuple[int, int, int, int, int, int]
"""Year, month, day, hour, minute, second."""


def offset(text: str) -> int:
    """Minutes ahead of UTC, of "Z", "-04" or "+04:30"."""
    if text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:] or 0)
    if hours > 15 or minutes > 59:
        raise MomentError(f"the offset {text} does not exist", "write one such as +03:00, or Z")
    return (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)


def offset_text(ahead: int) -> str:
    """The offset as EDTF writes it, "Z" for none."""
    sign, (hours, minutes) = "-" if ahead < 0 else "+", divmod(abs(ahead), 60)
    return f"{sign}{hours:02}:{minutes:02}" if ahead else "Z"


def zone_offset(clock: Clock, timezone: str | None) -> int:
    """Minutes ahead of UTC of a local time in an IANA zone.

    Raises MomentError without a zone, for an unknown one, and where the changing clocks show this
    time twice or never.
    """
    from zoneinfo import ZoneInfo  # 5 ms that only local times need

    if timezone is None:
        raise MomentError(
            "the time of day has no zone",
            "add Z or an offset such as +03:00, or set timezone for the report or the chronicle",
        )
    try:
        zone = ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        raise MomentError(
            f'the timezone "{timezone[:40]}" is not known', 'write an IANA name, as "Asia/Baghdad"'
        ) from None
    early, late = (
        datetime(*clock, tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1)
    )
    if early != late:
        times = "does not exist" if early < late else "comes twice"
        raise MomentError(
            f"this local time {times} in {timezone}: the clocks change", "write the offset to UTC"
        )
    if early % timedelta(minutes=1):
        raise MomentError(
            f"{timezone} kept no whole minutes then", "write the offset to UTC, as +03:00"
        )
    return early // timedelta(minutes=1)
