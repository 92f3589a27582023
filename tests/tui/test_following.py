"""Following the store's file: whatever is done to it, the last thing told is its last state."""

import os
import queue
import random
import threading

import pytest

from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.sources.toml.problem import Severity
from iraq_tui.tui import following
from iraq_tui.tui.following import Follower, News
from iraq_tui.tui.outside import Pace
from iraq_tui.tui.reloading import Reread

PATIENCE = 20.0
QUICK = Pace(rest=0.003, settle=0.002, gone=4)
STORE = """\
schema = 1
title = "A bridge"
language = "en"
[reports.a]
title = "A"
language = "en"
text = "a.txt"
[reports.b]
title = "B"
language = "en"
[[events]]
id = "plan"
title = "NAME"
when = "2019"
[[events.claims.when.a]]
value = "2019"
quote = "in 2019"
"""
BROKEN = STORE.replace("[[events]]", "[[evens]]")


class Followed:
    """A follower, and what it gave."""

    def __init__(self, store: StoreFile) -> None:
        self.store, self.came = store, queue.Queue()
        self.all: list[News | Exception] = []
        seen = store.stamps(())
        self.follower = Follower(store, (), seen, self.came.put, lambda _: None, QUICK)
        self.follower.start()

    def next(self) -> News | Exception:
        """What it gives next."""
        news = self.came.get(timeout=PATIENCE)
        self.all.append(news)
        return news

    def until(self, wanted: str) -> None:
        """Wait until it has told of a state; fails if it never does."""
        while self.state(self.next()) != wanted:
            pass

    @staticmethod
    def state(news: News) -> str:
        """The title of the event, or what kinds of problems there are."""
        found = news.reread.result
        if isinstance(found, Opened):
            return found.catalogue.row(0).title
        return " ".join(sorted({one.kind for one in found if one.severity is Severity.ERROR}))


@pytest.fixture
def store(tmp_path) -> StoreFile:
    (tmp_path / "store.toml").write_text(STORE, "utf-8")
    return StoreFile(tmp_path / "store.toml")


@pytest.fixture
def followed(store):
    one = Followed(store)
    yield one
    one.follower.stop()


@pytest.mark.parametrize("way", ["in place", "put over", "with a backup", "anew, piece by piece"])
def test_a_save_is_told_once_it_is_done(followed, store, ways_to_save, way):
    ways_to_save[way](store.path, STORE.replace("NAME", "Another"))
    followed.until("Another")
    ways_to_save[way](store.path, BROKEN)
    followed.until("unknown-key wrong-type")
    ways_to_save[way](store.path, STORE)
    followed.until("NAME")
    assert followed.all[-1].asked is False


def test_an_empty_file_and_none_are_told_and_so_is_its_coming_back(followed, store):
    store.path.write_bytes(b"")
    followed.until("missing-key nothing-told")
    store.path.unlink()
    followed.until("unreadable")
    store.path.write_text(STORE, "utf-8")
    followed.until("NAME")


def test_the_same_size_and_the_same_old_date_are_still_another_file(followed, store):
    """As ``cp -p`` and ``rsync -t`` leave it."""
    date = store.path.stat().st_mtime_ns
    store.path.write_text(STORE.replace("NAME", "MANE"), "utf-8")
    os.utime(store.path, ns=(date, date))
    followed.until("MANE")


def test_a_text_of_a_report_belongs_to_the_store(followed, tmp_path):
    followed.follower.ask()  # only then are its reports known
    assert followed.next().asked
    (tmp_path / "a.txt").write_text("It was planned in 2019.", "utf-8")
    found = followed.next()
    assert not found.asked
    assert found.reread.result.catalogue.text("a") is not None


def test_asked_it_reads_what_has_not_changed(followed):
    followed.follower.ask()
    news = followed.next()
    assert (news.asked, followed.state(news)) == (True, "NAME")


def test_a_file_that_does_not_change_is_left_alone(followed, monkeypatch):
    looks = threading.Semaphore(0)
    stamps = StoreFile.stamps

    def stamps_(self, reports):
        looks.release()
        return stamps(self, reports)

    monkeypatch.setattr(StoreFile, "stamps", stamps_)
    for _ in range(20):
        assert looks.acquire(timeout=PATIENCE)
    assert followed.came.empty()


def test_stopped_in_the_middle_of_reading_it_gives_nothing(store, monkeypatch):
    began, may_go_on = threading.Event(), threading.Event()

    def reread(_store, _reports, told):
        began.set()
        may_go_on.wait(PATIENCE)
        told(0.5)
        return Reread((), {})

    monkeypatch.setattr(following, "reread", reread)
    one = Followed(store)
    one.follower.ask()
    assert began.wait(PATIENCE)
    one.follower.stop()
    may_go_on.set()
    assert one.follower.join(PATIENCE)
    assert one.came.empty()


def test_a_fault_of_our_own_is_given_and_not_lost_in_the_thread(store, monkeypatch):
    def reread(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(following, "reread", reread)
    one = Followed(store)
    one.follower.ask()
    assert isinstance(one.next(), ZeroDivisionError)
    assert one.follower.join(PATIENCE)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_saves_the_last_state_is_the_last_that_is_told(
    followed, store, ways_to_save, seed
):
    """Many of them follow each other too closely to be told one by one."""
    rng = random.Random(seed)
    ways = list(ways_to_save.values())
    for number in range(250):
        text = rng.choice([STORE, BROKEN, STORE[: rng.randrange(len(STORE))]])
        rng.choice(ways)(store.path, text.replace("NAME", f"Plan {number}"))
        if rng.random() < 0.1:
            store.path.unlink()
        if rng.random() < 0.2:
            last = f"Settled {number}"
            rng.choice(ways)(store.path, STORE.replace("NAME", last))
            followed.until(last)
    rng.choice(ways)(store.path, STORE.replace("NAME", "The end"))
    followed.until("The end")


def test_no_request_is_lost_however_it_falls_between_two_looks(followed):
    for number in range(300):
        followed.follower.ask()
        assert followed.next().asked, number
