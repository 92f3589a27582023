"""Reports that lean on one source, grouped: together they are fewer witnesses than they seem."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from iraq_tui.domain import describe
from iraq_tui.domain.records import Chronicle
from iraq_tui.text.counts import count_of


class OriginGroup(Struct, frozen=True):
    """Reports that hang together by their outlets and by whom they are taken from."""

    reports: tuple[str, ...]
    """In the store's order, two at least."""
    shared: Mapping[str, tuple[str, ...]]
    """By actor id, the reports of the group that can be traced to it: two at least of each."""

    @property
    def common(self) -> tuple[str, ...]:
        """The actors that all of them can be traced to; none where they only form a chain."""
        return tuple(one for one, theirs in self.shared.items() if theirs == self.reports)


def origin_groups(chronicle: Chronicle) -> tuple[OriginGroup, ...]:
    """The reports by common origin, each in one group at most; in the store's order.

    Two reports belong together where an outlet or a source of the one is an outlet or a source of
    the other, as for the flag *one origin*; and so do two that a third one joins.
    """
    by_actor: dict[str, list[str]] = {}
    for report in chronicle.reports.values():
        for actor in sorted(describe.report_origins(report)):
            by_actor.setdefault(actor, []).append(report.id)
    shared = {actor: tuple(theirs) for actor, theirs in by_actor.items() if len(theirs) > 1}
    groups = _joined(tuple(chronicle.reports), tuple(shared.values()))
    return tuple(
        OriginGroup(
            group, {actor: theirs for actor, theirs in shared.items() if theirs[0] in group}
        )
        for group in groups
    )


def _joined(order: Sequence[str], links: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """Reports that some links join, however many lie between."""
    group = {report: {report} for link in links for report in link}
    for link in links:
        joined = set[str]().union(*(group[report] for report in link))
        group.update(dict.fromkeys(joined, joined))
    found = {id(members): members for members in map(group.get, order) if members}
    return [tuple(report for report in order if report in members) for members in found.values()]


def clusters(reports: Sequence[str], groups: Sequence[OriginGroup]) -> tuple[tuple[str, ...], ...]:
    """All reports with those of one group side by side, each cluster where its first one stood."""
    group = {report: one.reports for one in groups for report in one.reports}
    return tuple(dict.fromkeys(group.get(report, (report,)) for report in reports))


def origin_words(chronicle: Chronicle, group: OriginGroup) -> str:
    """Why reports are one group: "2 reports, 1 origin: The Gull", or who links which of them."""
    reports = count_of(len(group.reports), "report")
    if group.common:
        names = (describe.actor_name(chronicle, actor) for actor in group.common)
        return f"{reports}, 1 origin: {describe.listed(sorted(names))}"
    links = (
        f"{describe.actor_name(chronicle, actor)} ({', '.join(theirs)})"
        for actor, theirs in group.shared.items()
    )
    return f"{reports}, linked by {describe.listed(links)}"
