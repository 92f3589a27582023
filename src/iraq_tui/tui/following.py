"""Following the store's file for as long as the explorer runs.

Editors save by writing over the file, by putting another in its place, or by taking it away first:
for a moment it may say anything, also something that could be used. So it is read once two looks at
it agree, and again whenever they no longer agree with what was read.
"""

from collections.abc import Callable, Iterable
from contextvars import copy_context
from threading import Event, Thread
from time import monotonic

from msgspec import Struct

from iraq_tui.domain.records import Report
from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import Stamps, StoreFile
from iraq_tui.tui.outside import Pace
from iraq_tui.tui.reloading import Reread, StoppedError, reread


class News(Struct, frozen=True):
    """The store, read anew."""

    reread: Reread
    asked: bool
    """Whether somebody wanted it, or else the file changed."""


class Follower:
    """A thread that reads a store anew when it is asked to, and whenever the file changes.

    One reading at a time, each of the file as it stands then: the last one given is always of its
    last state. The texts of the reports belong to it, for anchors are looked for in them.
    """

    def __init__(
        self,
        store: StoreFile,
        reports: Iterable[Report],
        seen: Stamps,
        came: Callable[[News | Exception], object],
        told: Callable[[float], object],
        pace: Pace = Pace(),  # noqa: B008 -- frozen
    ) -> None:
        """``seen`` is the state that is known already.

        In the thread, ``came`` is called with what was read, or with an error of our own that ends
        the following; ``told`` now and then with the share that is done of a long reading.
        """
        self._store, self._reports, self._seen = store, tuple(reports), seen
        self._came, self._told, self._pace = came, told, pace
        self._asked, self._left = Event(), Event()
        self._due = 0.0
        # With the context of whoever starts it: Textual knows by that which app a message is for.
        self._thread = Thread(
            target=copy_context().run, args=(self._run,), name="store", daemon=True
        )

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def ask(self) -> None:
        """Read the store now, changed or not; one that is being read is read again after that."""
        self._asked.set()

    def stop(self) -> None:
        """Leave as soon as possible, also in the middle of reading. What was read is not given."""
        self._left.set()
        self._asked.set()

    def join(self, patience: float) -> bool:
        """Wait at most so many seconds for the end of a follower that was stopped; whether it
        came."""
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._follow()
        except Exception as error:  # noqa: BLE001 -- nobody would hear of it in a thread
            self._came(error)

    def _follow(self) -> None:
        last, agreed = self._seen, 0
        while not self._left.is_set():
            is_settled = last == self._seen
            is_asked = self._asked.wait(self._pace.rest if is_settled else self._pace.settle)
            if is_asked:  # not where somebody asks just now, after the wait
                self._asked.clear()
            if self._left.is_set():
                return
            look = {**self._seen, **self._store.stamps(self._reports)}
            agreed = agreed + 1 if look == last else 0
            last = look
            is_there = look[self._store.path] is not None
            is_news = look != self._seen and agreed >= (1 if is_there else self._pace.gone)
            if is_asked or is_news:
                self._read(is_asked=is_asked)

    def _read(self, *, is_asked: bool) -> None:
        self._due = monotonic() + self._pace.patience
        try:
            found = reread(self._store, self._reports, self._tell)
        except StoppedError:
            return
        if isinstance(found.result, Opened):
            self._reports = tuple(found.result.catalogue.chronicle.reports.values())
        # Texts that belong to it only since then are known as they are now.
        self._seen = {**self._store.stamps(self._reports), **found.stamps}
        self._came(News(found, is_asked))

    def _tell(self, share: float) -> None:
        if self._left.is_set():
            raise StoppedError
        if monotonic() >= self._due:
            self._due = monotonic() + self._pace.progress
            self._told(share)
