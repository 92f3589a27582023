"""A small sound store for tests to break: two reports of the day a harbour opens."""

from pathlib import Path

import pytest

STORE = """\
schema = 1
title = "The harbour of Saltmouth"
language = "en"
timezone = "Europe/Kyiv"

[tolerances]
about_percent = 10
dozens = [20, 99]

[reports.a]
title = "Freight comes back"
headline = "Freight comes back"
language = "en"
outlet = "gull"
published = "2031-05-06"
published_basis = "stated"
timezone = "Europe/London"
via = ["gull"]
url = "https://gull.example/1"
text = "a.txt"

[reports.b]
title = "Der Hafen ist offen"
language = "de"
retrieved = 2031-05-07

[actors.master]
name = "Harbour master"
kind = "person"
names.de = ["Hafenmeister"]
part_of = "town"

[actors.town]
name = "Town"

[actors.gull]
name = "The Gull"
kind = "outlet"

[places.coast]
name = "Coast"

[places.quay]
name = "Quay"
part_of = ["coast"]

[aspects.crowd]
question = "How many came?"
type = "quantity"
unit = "people"
changes = "up"

[aspects.mood]
question = "What was the mood?"
type = "choice"
options = ["calm", "festive"]
framing = true

[aspects.reason]
question = "Why?"
type = "text"

[[events]]
id = "harbour-opens"
title = "The harbour opens"
when = "2031-05-04"
when_words = "Sunday"
place = "quay"
actors = ["master"]
tags = ["harbour"]
summary = "Freight is back."

[[events.claims.crowd.a]]
value = 150
as_of = "2031-05-04"
holder = "master"
via = ["gull"]
basis = "inferred"
note = "Counted by eye."
quote = "Some 150 people"
prefix = "said."

[[events.claims.crowd.b]]
value = "~150"
denied = true
quote = "rund 150 Menschen"

[[events.claims.when.a]]
value = "2031-05-04"
quote = ["docked", "on Sunday"]

[[events.claims.where.a]]
value = "quay"
quote = "at the quay"

[[events.claims.who.a]]
value = ["master", "town"]
quote = "the town"

[[events.claims.status.b]]
value = "happened"
quote = "ist offen"

[[events.claims.mood.a]]
value = "calm"
quote = "a calm day"

[[events.claims.reason.a]]
says = "For trade"
quote = "for trade"

[[events.claims.reason.b]]
says = "For the town"
quote = "die Stadt"

[[events]]
id = "second-day"
title = "The day after"
after = ["harbour-opens"]

[[events.claims.crowd.a]]
value = "dozens"
quote = "dozens more"

[[judgements]]
event = "harbour-opens"
about = "reason"
reports = ["a", "b"]
verdict = "overlap"
why = "The town lives by trade."
by = "me"
seen = "000000000000"
"""


@pytest.fixture
def store_text() -> str:
    """A store that uses every table and nearly every key, with warnings and notes only."""
    return STORE


@pytest.fixture
def write(tmp_path: Path):
    """Writes a store, as text or bytes, and gives its path."""

    def write_store(content: str | bytes) -> Path:
        path = tmp_path / "store.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_store


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for name in ("IRAQ_TUI_STORE", "IRAQ_TUI_REPORTS"):
        monkeypatch.delenv(name, raising=False)
