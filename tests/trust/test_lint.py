"""A lint over the syntax tree of the program: no text may pass by the gate.

Types hold most of it: a ``Piece`` takes a ``SafeLine``, and only the gate makes one. This lint
holds what types cannot see. It has four rules, each with its reason:

``markup``  Textual and rich read ``[…]`` in a string as markup, with actions that a click runs. So
            nothing that reads markup is used at all: no widget of Textual's but ``Input``, whose
            text is gated, and of rich only what draws finished text.
``output``  A stream takes anything. So it is given words of this program's own, and what a
            function of the gate gives.
``cast``    ``own``, ``SafeLine``, ``SafeBlock`` and ``Segment`` take any string for safe. So they
            are given words of this program's own, or gated text.
``bypass``  A cast could call raw text safe for the type checker, too.

A text counts as safe if it is written out, made by the gate, a number, a sign of ``glyphs``, the
word of an enum, or put together from such, also by way of local names. Where the lint cannot see
that a text is safe, ``TRUSTED`` says why it is.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

GATES = frozenset(
    [
        "safe_line",
        "safe_block",
        "safe_json",
        "quoted",
        "shown_each",
        "shown_within",
        "gate",
        "own",
        "shown",
        "text_of",
        "prose",
        "summary_markdown",
        "to_markdown",
        "script",
        "count_of",
        "len",
        "int",
        "sum",
        "year_of",
        "row_glyph",
        "verdict_glyph",
        "head_glyph",
        "square_word",
    ]
)
"""Functions that give gated text, words and signs of our own, or numbers."""
KEEPERS = frozenset(("fit", "wrap", "str", "min", "max", "sorted", "list", "tuple", "dict"))
"""Functions whose outcome is as safe as what they are given."""
METHODS = frozenset(
    (
        "replace",
        "strip",
        "rstrip",
        "lstrip",
        "removeprefix",
        "upper",
        "lower",
        "translate",
        "split",
    )
)
"""The same for methods of a text."""
OWN_PARTS = frozenset(["glyphs", "_glyphs", "word", "square", "ellipsis"])
"""Attributes with signs and words of our own; and all that is in ``glyphs``."""
SAFE_TYPES = frozenset(
    (
        "SafeLine",
        "SafeBlock",
        "int",
        "float",
        "Glyphs",
        "Verdict",
        "Kind",
        "Role",
        "Piece",
        "Line",
    )
)
ENUMS = frozenset(("basis", "kind", "severity"))
CASTS = frozenset(("own", "SafeLine", "SafeBlock", "Segment"))
READS_MARKUP = frozenset(("from_markup", "render_markup", "notify", "print"))
MARKUP_NAMES = frozenset(("border_title", "border_subtitle", "tooltip", "sub_title", "placeholder"))
RICH = {"Segment", "Style", "Control", "ColorSystem", "cell_len", "get_character_cell_size"}
STREAMS = frozenset(("stdout", "stderr", "__stdout__", "__stderr__", "stream"))


class Fault(Struct, frozen=True):
    """A place that breaks a rule."""

    rule: str
    place: str
    """The module, and the function in it."""
    code: str


class Lint(ast.NodeVisitor):
    """Looks through one module."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._functions: list[ast.FunctionDef] = []
        self.faults: list[Fault] = []

    def _blame(self, rule: str, node: ast.AST) -> None:
        names = [one.name for one in self._functions[-1:]]
        self.faults.append(Fault(rule, ".".join((self._module, *names)), ast.unparse(node)))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name == "render":
            self._blame("markup", ast.Name("render"))
        self._functions.append(node)
        self.generic_visit(node)
        self._functions.pop()

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 -- as ast.NodeVisitor has it

    # --- markup ---

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module, names = node.module or "", {one.name for one in node.names}
        if module == "textual.widgets" and names != {"Input"}:
            self._blame("markup", node)
        if module.split(".")[0] == "rich" and not names <= RICH:
            self._blame("markup", node)
        if module in ("textual.markup", "textual.content", "textual.visual"):
            self._blame("markup", node)

    def visit_Import(self, node: ast.Import) -> None:
        if any(one.name.split(".")[0] in ("rich", "textual") for one in node.names):
            self._blame("markup", node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in MARKUP_NAMES:
                self._blame("markup", node)
        self.generic_visit(node)

    # --- calls ---

    def visit_Call(self, node: ast.Call) -> None:
        name = name_of(node.func)
        if name in READS_MARKUP or any(one.arg == "markup" for one in node.keywords):
            is_off = all(
                ast.unparse(o.value) == "False" for o in node.keywords if o.arg == "markup"
            )
            if name in READS_MARKUP or not is_off:
                self._blame("markup", node)
        if name in CASTS and node.args and not self._is_safe(node.args[0]):
            self._blame("cast", node.args[0])
        if name in ("write", "writelines") and is_stream(node.func):
            for one in node.args:
                if not self._is_safe(one):
                    self._blame("output", one)
        if ast.unparse(node.func) == "os.write" and not self._is_safe(node.args[1]):
            self._blame("output", node)
        if name == "cast" and "Safe" in ast.unparse(node):
            self._blame("bypass", node)
        if name in ("exit", "SystemExit") and any(not is_code(one) for one in node.args):
            self._blame("output", node)  # text goes to the error stream
        self.generic_visit(node)

    # --- what is safe ---

    def _is_safe(self, node: ast.expr, seen: frozenset[str] = frozenset()) -> bool:  # noqa: C901
        def safe(*parts: ast.expr | None) -> bool:
            return all(self._is_safe(part, seen) for part in parts if part is not None)

        match node:
            case ast.Constant():
                return True
            case ast.JoinedStr(values):
                return safe(*values)
            case ast.FormattedValue(value) | ast.Starred(value) | ast.NamedExpr(value=value):
                return safe(value)
            case ast.BinOp(_, ast.Sub() | ast.FloorDiv()):
                return True  # a number
            case ast.BinOp(left, ast.Mult(), _):
                return safe(left)
            case ast.BinOp(left, _, right):
                return safe(left, right)
            case ast.Attribute(value, "text"):
                return "piece" in ast.unparse(value)
            case ast.Attribute(value, "value"):
                return name_of(value) in ENUMS
            case ast.IfExp(_, body, orelse):
                return safe(body, orelse)
            case ast.BoolOp(_, values) | ast.List(values) | ast.Tuple(values):
                return safe(*values)
            case ast.Dict(_, values):
                return safe(*values)
            case ast.Compare() | ast.UnaryOp(ast.Not()):
                return True
            case ast.Subscript(value):
                return safe(value)
            case ast.GeneratorExp(elt, _) | ast.ListComp(elt, _):
                return safe(elt)
            case ast.Attribute(value, attr):
                return attr in OWN_PARTS or "glyphs" in ast.unparse(value)
            case ast.Call(func, args):
                return self._gives_safe(func, args, seen)
            case ast.Name(id):
                return id not in seen and self._is_safe_name(id, seen | {id})
        return False

    def _gives_safe(self, func: ast.expr, args: list[ast.expr], seen: frozenset[str]) -> bool:
        name = name_of(func)
        if name in GATES or (name == "count" and not args):
            return True
        if name in KEEPERS:
            return bool(args) and all(self._is_safe(one, seen) for one in args)
        if isinstance(func, ast.Attribute) and name == "join":
            return self._is_safe(func.value, seen) and all(self._is_safe(one, seen) for one in args)
        if isinstance(func, ast.Attribute) and name in METHODS:
            return self._is_safe(func.value, seen)
        return False

    def _is_safe_name(self, name: str, seen: frozenset[str]) -> bool:
        """By the annotation of an argument, or by all that is ever put into a local name."""
        if not self._functions:
            return False
        function = self._functions[-1]
        for one in (*function.args.args, *function.args.kwonlyargs):
            if one.arg == name:
                kinds = ast.unparse(one.annotation).split(" | ") if one.annotation else [""]
                return set(kinds) <= SAFE_TYPES
        given = [*values_of(function, name)]
        return bool(given) and all(one is not None and self._is_safe(one, seen) for one in given)


def name_of(node: ast.expr) -> str:
    """The last name of what is called or asked."""
    match node:
        case ast.Name(id):
            return id
        case ast.Attribute(_, attr):
            return attr
    return ""


def is_stream(func: ast.expr) -> bool:
    return isinstance(func, ast.Attribute) and name_of(func.value) in STREAMS


def is_code(node: ast.expr) -> bool:
    """Whether a program is left with a number, not with a text."""
    return not isinstance(node, ast.JoinedStr) and not (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def values_of(function: ast.AST, name: str) -> Iterator[ast.expr | None]:
    """What a local name is bound to; none for what cannot be told."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id)], value=value) if id == name:
                yield value
            case ast.AnnAssign(target=ast.Name(id), value=value) if id == name:
                yield value
            case ast.AugAssign(target=ast.Name(id), value=value) if id == name:
                yield value
            case ast.NamedExpr(target=ast.Name(id), value=value) if id == name:
                yield value
            case ast.Assign(targets=[ast.Tuple(targets)], value=ast.Tuple(values)):
                for target, value in zip(targets, values, strict=False):
                    if name_of(target) == name:
                        yield value
            case ast.Name(id, ast.Store()) if id == name and not is_plain(function, node):
                yield None


def is_plain(function: ast.AST, name: ast.Name) -> bool:
    """Whether a name is bound in one of the ways that ``values_of`` understands."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[target]):
                pair = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                if target is name or (pair and name in target.elts):
                    return True
            case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
                if target is name:
                    return True
            case ast.NamedExpr(target=target) if target is name:
                return True
    return False


def faults_in(source: str, module: str = "here") -> list[Fault]:
    lint = Lint(module)
    lint.visit(ast.parse(source))
    return lint.faults


NUMBERS = "numbers, and words around them"
TABLE = "a word of a table of our own"
PIECES = "what was taken from pieces, or will be drawn from them, that have passed the gate"
SIGNS = "signs of our own"
TRUSTED = {
    "text/safe.py.safe_line": "this is the gate",
    "text/safe.py.safe_block": "this is the gate",
    "text/safe.py.quoted": "this is the gate",
    "tui/paint/line.py.own": "this is the cast itself: whoever calls it is looked at",
    "tui/paint/line.py.fitted": PIECES,
    "tui/paint/line.py.wrapped": "lines of a block that the gate gave",
    "tui/paint/line.py.flowed": "the gaps between pieces",
    "tui/paint/line.py._words": PIECES,
    "tui/paint/line.py.joined": PIECES,
    "tui/paint/laid.py._wrapped": "rows of what shown_each gave, put together and broken",
    "tui/paint/lanes.py._runs": SIGNS,
    "tui/paint/lanes.py._label": SIGNS,
    "tui/paint/rows.py.event_row": SIGNS,
    "tui/paint/palette.py.detail_of": SIGNS,
    "tui/paint/help.py._sign": SIGNS,
    "tui/paint/help.py._signs": TABLE,
    "tui/paint/help.py._verdicts": TABLE,
    "tui/paint/keyline.py._painted": TABLE,
    "tui/paint/problems.py._labelled": TABLE,
    "tui/paint/summary.py.report": TABLE,
    "tui/paint/summary.py._answers": "the words of a verdict",
    "tui/paint/comparison.py.flag_lines": "the value of a flag, which is an enum of text",
    "tui/paint/matrix.py._answer": "the letters that tell which answers can stand together",
    "tui/paint/matrix.py._number": NUMBERS,
    "tui/paint/tally.py._in_words": NUMBERS,
    "tui/paint/summary.py.title_lines": NUMBERS,
    "tui/paint/head.py._items": NUMBERS,
    "tui/paint/reading.py.between": NUMBERS,
    "tui/paint/claim.py.lines": NUMBERS,
    "tui/paint/claim.py._top": NUMBERS,
    "tui/paint/actors.py.actor_row": NUMBERS,
    "tui/paint/crowd.py.crowd_lines": SIGNS,
    "tui/paint/events.py.line_between": "a year or a month in our words",
    "tui/paint/scale.py.scale_lines": "years, months and days in our words",
    "tui/paint/scale.py._label": "the same",
    "tui/widgets/lines.py._lit": PIECES,
    "tui/widgets/painted.py.strip_of": PIECES,
    "tui/widgets/reader.py._set_off": PIECES,
    "atomic.py._fill": "into a file, where no terminal reads it",
    "tui/driver.py._put_back": "modes of the terminal",
    "tui/outgoing.py._left_of": "what the screen wrote, on its way to the terminal",
    "tui/early.py._write": "modes of the terminal, and the first picture, which is made of pieces",
    "cli/progress.py.with_progress": "the start of a line, and our words around a gated name",
    "cli/print.py.write_lines": "rich draws finished text here, with markup off",
    "cli/pages.py._list_line": TABLE,
    "cli/pages.py._labelled": TABLE + ", or the id of a report, which is ASCII",
    "cli/pages.py._tally": NUMBERS,
    "cli/pages.py._summary_line": NUMBERS,
    "cli/coverage.py._told": NUMBERS,
}
"""Places where the lint cannot see that a text is safe, each with the reason that it is."""


@pytest.fixture(scope="module")
def faults(root: Path) -> list[Fault]:
    """All that the lint finds in the program."""
    src = root / "src" / "iraq_tui"
    return [
        fault
        for path in sorted(src.rglob("*.py"))
        for fault in faults_in(path.read_text("utf-8"), str(path.relative_to(src)))
    ]


def test_no_text_passes_by_the_gate(faults: list[Fault]):
    assert [
        f"{one.rule}: {one.place}: {one.code}" for one in faults if one.place not in TRUSTED
    ] == []


def test_no_place_is_trusted_that_needs_no_trust(faults: list[Fault]):
    assert TRUSTED.keys() - {one.place for one in faults} == set()


BITES = {
    "markup": (
        "from textual.widgets import Static",
        "from textual.widgets import Input, Label",
        "from textual.content import Content",
        "from rich.markup import escape",
        "from rich.text import Text",
        "import rich",
        "import textual.markup",
        "text = Text.from_markup(title)",
        "screen.notify(event.title)",
        "print('own words')",
        "pane.border_title = event.title",
        "Input(placeholder=x, markup=True)",
        "class Pane:\n    def render(self): return 'x'",
    ),
    "output": (
        "sys.stdout.write(event.title)",
        "sys.stderr.write(f'no such event: {id_}')",
        "stream.writelines(lines)",
        "os.write(2, event.title.encode())",
        "def f(title: str):\n    sys.stdout.write(title)",
        "def f(x):\n    text = safe_line(x)\n    text = x\n    sys.stdout.write(text)",
        "sys.exit(f'no {name}')",
    ),
    "cast": (
        "own(event.title)",
        "own(f'in {event.title}')",
        "own('in ' + event.title)",
        "own(', '.join(event.tags))",
        "own('words' if x else event.title)",
        "SafeLine(raw)",
        "SafeBlock(str(path))",
        "Segment(event.title, style)",
        "def f(title: str):\n    return own(title)",
        "def f(event):\n    for one in event.tags:\n        own(one)",
        "def f(event):\n    name = event.title\n    return own(name.upper())",
    ),
    "bypass": ("cast(SafeLine, raw)", "cast('SafeLine', raw)"),
}


@pytest.mark.parametrize(
    ("rule", "source"), [(rule, one) for rule, sources in BITES.items() for one in sources]
)
def test_the_lint_bites(rule: str, source: str):
    assert rule in {one.rule for one in faults_in(source)}


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Input",
        "from rich.segment import Segment",
        "own('our words')",
        "own(glyphs.ellipsis)",
        "own(look.glyphs.vertical * width)",
        "own(verdict.word, role)",
        "own(f'{len(events)} of {catalogue.count()}')",
        "SafeLine(safe_line(raw) + '!')",
        "def f(x):\n    text = safe_line(x)\n    return own(text)",
        "def f(n: int):\n    return own(str(n))",
        "sys.stdout.write(safe_json(text) + '\\n')",
        "sys.stderr.write(f'iraq-tui: {safe_line(text)}\\n')",
        "file.write(data)",
        "sys.exit(run())",
    ],
)
def test_what_is_safe_passes(source: str):
    assert faults_in(source) == []
