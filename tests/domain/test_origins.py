"""Reports that lean on one source."""

import pytest

from iraq_tui.domain.origins import clusters, origin_groups, origin_words
from iraq_tui.domain.records import Actor, Chronicle, Report


def chronicle_of(**reports: str) -> Chronicle:
    """Each report as "outlet via via"; a dash for no outlet."""
    known = {}
    for id_, words in reports.items():
        outlet, *via = words.split()
        known[id_] = Report(id_, id_, "en", outlet=None if outlet == "-" else outlet, via=(*via,))
    actors = {id_: Actor(id_, name) for id_, name in (("wire", "Tide Wire"), ("gull", "The Gull"))}
    return Chronicle("It", known, actors, {}, {}, ())


@pytest.mark.parametrize(
    ("reports", "groups"),
    [
        ({"a": "gull", "b": "wire"}, []),
        ({"a": "gull", "b": "- gull"}, [("a", "b")]),
        ({"a": "gull wire", "b": "-", "c": "times wire", "d": "wire"}, [("a", "c", "d")]),
        ({"a": "gull", "b": "wire gull", "c": "- wire"}, [("a", "b", "c")]),
        ({"a": "x", "b": "y", "c": "y", "d": "x"}, [("a", "d"), ("b", "c")]),
        ({"a": "x", "b": "y", "c": "- y", "d": "- x y"}, [("a", "b", "c", "d")]),
        ({"a": "- unnamed", "b": "- unnamed"}, []),
        ({"a": "gull"}, []),
    ],
)
def test_reports_are_grouped_by_outlet_and_source_however_many_lie_between(reports, groups):
    assert [one.reports for one in origin_groups(chronicle_of(**reports))] == groups


def test_one_origin_is_said_only_where_all_have_it():
    chronicle = chronicle_of(a="gull wire", b="gull", c="- gull")
    (group,) = origin_groups(chronicle)
    assert group.common == ("gull",)
    assert origin_words(chronicle, group) == "3 reports, 1 origin: The Gull"


def test_a_chain_is_told_link_by_link():
    chronicle = chronicle_of(a="gull", b="wire gull", c="- wire")
    (group,) = origin_groups(chronicle)
    assert group.common == ()
    assert origin_words(chronicle, group) == (
        "3 reports, linked by The Gull (a, b) and Tide Wire (b, c)"
    )


def test_reports_of_one_group_stand_side_by_side_where_the_first_one_stood():
    chronicle = chronicle_of(a="x", b="gull", c="-", d="x", e="- gull")
    found = clusters(tuple(chronicle.reports), origin_groups(chronicle))
    assert found == (("a", "d"), ("b", "e"), ("c",))
