"""How far a long reading is: told on a terminal, gone in the end, and never in a pipe."""

import io

import pytest

from iraq_tui.cli import progress
from iraq_tui.cli.progress import with_progress


class Stream(io.StringIO):
    """A stream that is a terminal, or not."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The time, in the only item."""
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    return now


def reading(clock: list[float], seconds: float, error: Exception | None = None):
    """A reading that takes so long, told of ten times."""
    for step in range(10):
        clock[0] += seconds / 10
        yield step / 10
    if error:
        raise error
    return "read"


def test_a_long_reading_tells_its_share_and_leaves_the_line_empty(clock):
    stream = Stream(is_terminal=True)
    assert with_progress(reading(clock, 10), "store.toml", stream) == "read"
    told = stream.getvalue()
    assert "reading store.toml … 50 %" in told
    assert told.endswith("\r\x1b[K")
    assert "\n" not in told


def test_a_short_one_says_nothing(clock):
    stream = Stream(is_terminal=True)
    assert with_progress(reading(clock, 0.3), "store.toml", stream) == "read"
    assert stream.getvalue() == ""


def test_a_pipe_gets_nothing_however_long_it_takes(clock):
    stream = Stream(is_terminal=False)
    assert with_progress(reading(clock, 1000), "store.toml", stream) == "read"
    assert stream.getvalue() == ""


def test_it_is_told_ten_times_a_second_at_most(clock):
    stream = Stream(is_terminal=True)
    with_progress(reading(clock, 0.6), "store.toml", stream)
    assert stream.getvalue().count("reading") == 1


def test_an_error_leaves_the_line_empty_and_goes_on(clock):
    stream = Stream(is_terminal=True)
    with pytest.raises(ValueError, match="broken"):
        with_progress(reading(clock, 10, ValueError("broken")), "store.toml", stream)
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_hostile_name_does_not_reach_the_terminal_raw(clock):
    stream = Stream(is_terminal=True)
    with_progress(reading(clock, 10), "a\x1b]0;x\x07\u202eb" + "c" * 500, stream)
    assert not set("\x07\u202e") & set(stream.getvalue())
    assert "\x1b]" not in stream.getvalue()
    assert "c" * 100 not in stream.getvalue()


def test_what_is_being_done_is_said(clock):
    stream = Stream(is_terminal=True)
    with_progress(reading(clock, 10), "my.toml", stream, doing="summing up")
    assert "summing up my.toml … 10 %" in stream.getvalue()
