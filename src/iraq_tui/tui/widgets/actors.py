"""The tree of actors."""

from textual.message import Message

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.tui.commands import Where
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.actors import Branch, Cast, actor_card, actor_row, branches
from iraq_tui.tui.paint.line import Line, Role, blank, own
from iraq_tui.tui.state import Move, steps
from iraq_tui.tui.widgets.lines import Lines
from iraq_tui.tui.widgets.painted import Painted

_TITLE = 2
"""Lines above the first actor."""


class Actors(Lines):
    """Shows who took part, and asks for an actor to be put into the filter or taken out."""

    WHERE = (Where.ACTORS,)
    DOUBLE = "toggle-actor"

    class Pointed(Message):
        """The cursor is on another actor, or on none."""

        def __init__(self, actor: str | None) -> None:
            super().__init__()
            self.actor = actor

    class Toggled(Message):
        """An actor should go into the filter, or out of it."""

        def __init__(self, actor: str) -> None:
            super().__init__()
            self.actor = actor

    def __init__(self, catalogue: Catalogue, kit: Kit, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(kit, id=id)
        self._catalogue = catalogue
        self._cast = Cast({})
        self._folded: frozenset[str] = frozenset()
        self._branches: list[Branch] = branches(catalogue.chronicle, self._folded)
        self._at = 0

    def use(self, catalogue: Catalogue) -> None:
        """Show the actors of another catalogue; the cursor stays on its actor, if it is there."""
        actor = self.actor
        self._catalogue = catalogue
        self._refold(self._folded)
        places = [i for i, one in enumerate(self._branches) if one.id == actor]
        self._go(places[0] if places else self._at)

    @property
    def actor(self) -> str | None:
        """The actor under the cursor."""
        return self._branches[self._at].id if self._branches else None

    def show(self, cast: Cast) -> None:
        """Show other counts and marks."""
        changed = cast.changed(self._cast)
        self._cast = cast
        lines = [y for y, one in enumerate(self._branches, _TITLE) if one.id in changed]
        if lines:
            self.repaint_lines(lines)

    def rebuild(self) -> None:
        """Lay the tree out as it is folded."""
        self.laid(len(self._branches) + _TITLE, self._here())

    def paint(self, y: int) -> Line:
        """A heading, then one actor a line."""
        if y == 0:
            return blank(2), own("Actors", Role.STRONG)
        if y < _TITLE:
            return ()
        branch = self._branches[y - _TITLE]
        return actor_row(self._catalogue, branch, self._cast, self.paint_width, self.glyphs)

    def step(self, how: Move) -> None:
        """To another actor."""
        self._go(self._at + steps(how, max(self.page - 1, 1), len(self._branches)))

    def is_live(self, y: int) -> bool:
        """Whether an actor is on this line."""
        return y >= _TITLE

    def pressed(self, y: int) -> None:
        """To the actor that was clicked."""
        if self.is_live(y):
            self._go(y - _TITLE)

    def on_focus(self) -> None:
        """Tell whose particulars may be of interest."""
        super().on_focus()
        self.post_message(self.Pointed(self.actor))

    def action_fold(self) -> None:
        """Fold this actor, or go to the whole it is part of."""
        if not self._branches:
            return
        here = self._branches[self._at]
        if here.has_parts and not here.folded:
            self._refold(self._folded | {here.id})
        elif here.whole is not None:
            self._go(next(i for i, one in enumerate(self._branches) if one.id == here.whole))

    def action_unfold(self) -> None:
        """Show the parts of this actor."""
        if self._branches and self._branches[self._at].folded:
            self._refold(self._folded - {self._branches[self._at].id})

    def action_toggle_actor(self) -> None:
        """Ask for this actor in the filter, or out of it."""
        if self._branches:
            self.post_message(self.Toggled(self._branches[self._at].id))

    def top_for(self, cursor: range) -> int:
        """At the first actor the heading shows, too."""
        return super().top_for(cursor) if self._at else 0

    def _refold(self, folded: frozenset[str]) -> None:
        self._folded = folded
        self._branches = branches(self._catalogue.chronicle, folded)
        self._at = min(self._at, max(len(self._branches) - 1, 0))
        self.rebuild()

    def _go(self, at: int) -> None:
        self._at = min(max(at, 0), max(len(self._branches) - 1, 0))
        self.put_cursor(self._here())
        self.post_message(self.Pointed(self.actor))

    def _here(self) -> range:
        return range(self._at + _TITLE, self._at + _TITLE + 1) if self._branches else range(0)


class Card(Painted):
    """The actor under the cursor in full: name, kind, spellings."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._glyphs = kit.glyphs
        self._catalogue: Catalogue | None = None
        self._actor: str | None = None

    def show(self, catalogue: Catalogue, actor: str | None) -> None:
        """Show an actor, or none."""
        if (catalogue, actor) != (self._catalogue, self._actor):
            self._catalogue, self._actor = catalogue, actor
            self.refresh()

    def paint(self) -> list[Line]:
        """As many lines as there is room for."""
        if self._catalogue is None or self._actor is None:
            return []
        lines = actor_card(self._catalogue, self._actor, self.size.width, self._glyphs)
        return lines[: self.size.height]
