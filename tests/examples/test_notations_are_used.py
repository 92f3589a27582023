"""Every form of a date and every notation of a quantity that the format knows is in the example."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from iraq_tui.domain.moment import Moment, MomentError, parse_moment
from iraq_tui.domain.quantity import Quantity, QuantityError, parse_quantity
from iraq_tui.domain.records import Chronicle, Claim

Table = dict[str, Any]
_LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_SEASONS = ("2024-21", "2024-22", "2024-23", "2024-24")


def of_date(text: str) -> str:
    """The form of a date: its digits do not matter, nor its unit inside an extent or a set."""
    if re.fullmatch(r"\d{4}-2[1-4]", text):
        return f"season {text[-2:]}"
    if "/" in text or "[" in text:
        return re.sub(r"\d{4}(-\d\d){0,2}", "date", text)
    return re.sub(r"\d", "0", text)


def of_quantity(text: str) -> str:
    """The form of a quantity."""
    return re.sub(r"\d+", "0", text)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "store-format.md").read_text("utf-8")


def spans(page: str, section: str) -> list[str]:
    """What stands in code spans in the rows of a section's tables."""
    body = re.split(r"^## ", page.partition(f"\n## {section}\n")[2], flags=re.MULTILINE)[0]
    rows = "\n".join(line for line in body.splitlines() if line.startswith("|"))
    return [span.strip('"') for span in re.findall(r"`([^`\n]+)`", rows)]


def is_date(text: str) -> bool:
    try:
        return bool(parse_moment(text))
    except MomentError:
        return False


def is_quantity(text: str) -> bool:
    try:
        return bool(parse_quantity(text))
    except QuantityError:
        return False


def dates_as_written(store: Table) -> Iterator[object]:
    """The dates of reports, events and claims."""
    for report in store["reports"].values():
        yield from (report.get("published"), report.get("retrieved"))
    for event in store["events"]:
        yield event.get("when")
        for answers in event["claims"].values():
            for claims in answers.values():
                for claim in claims:
                    yield from (claim.get("as_of"), claim.get("value"))


def test_every_form_of_a_date_is_used(page: str, written: Table) -> None:
    asked = {of_date(text) for text in (*spans(page, "Dates"), *_SEASONS) if is_date(text)}
    assert len(asked) == 23  # a form more in the table is one more to use
    texts = [one for one in dates_as_written(written) if isinstance(one, str) and is_date(one)]
    found = {of_date(text) for text in texts}
    assert asked <= found, sorted(asked - found)


def test_a_date_of_toml_s_own_is_used(written: Table) -> None:
    assert any(isinstance(one, date) for one in dates_as_written(written))


def test_local_times_are_counted_in_the_report_s_zone_and_in_the_store_s(
    written: Table, chronicle: Chronicle
) -> None:
    local = {
        report
        for event in written["events"]
        for report, claims in event["claims"].get("when", {}).items()
        if any(_LOCAL.fullmatch(claim["value"]) for claim in claims)
    }
    assert any(chronicle.reports[report].timezone for report in local)
    assert any(not chronicle.reports[report].timezone for report in local)
    assert chronicle.timezone


def test_every_notation_of_a_quantity_is_used(page: str, claims: list[Claim]) -> None:
    asked = {of_quantity(text) for text in spans(page, "Quantities") if is_quantity(text)}
    assert len(asked) >= 10
    quantities = [claim.value for claim in claims if isinstance(claim.value, Quantity)]
    found = {of_quantity(quantity.text) for quantity in quantities}
    assert asked | {"0.0"} <= found, sorted(asked - found)


def test_dates_are_said_of_claims_of_other_kinds_too(claims: list[Claim]) -> None:
    assert any(isinstance(one.value, Moment) and one.aspect != "when" for one in claims)
