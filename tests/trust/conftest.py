"""Text made to attack a terminal, stores full of it, and a strict reader of what comes out."""

import base64
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest
from msgspec import Struct

PAYLOADS: Mapping[str, str] = MappingProxyType(
    {
        "ESC": "a\x1b",
        "ESC-reset": "\x1bc",
        "ESC-charset": "\x1b(0lqk",
        "CSI-clear": "\x1b[2J\x1b[H",
        "CSI-conceal": "\x1b[5;8mgone\x1b[0m",
        "CSI-leave": "\x1b[?1049l\x1b[?25l",
        "CSI-mouse": "\x1b[?1002h",
        "CSI-asks": "\x1b[6n\x1b[>c",
        "CSI-window": "\x1b[8;1;1t",
        "CSI-repeat": "x\x1b[99999999b",
        "CSI-cut": "\x1b[",
        "OSC-0": "\x1b]0;owned\x07",
        "OSC-2": "\x1b]2;owned\x1b\\",
        "OSC-4": "\x1b]4;1;?\x07",
        "OSC-8": "\x1b]8;;http://example.org\x1b\\y\x1b]8;;\x1b\\",
        "OSC-9": "\x1b]9;owned\x07",
        "OSC-52": "\x1b]52;c;b3duZWQ=\x07",
        "OSC-52-asks": "\x1b]52;c;?\x07",
        "OSC-1337": "\x1b]1337;File=inline=1:AAAA\x07",
        "OSC-endless": "\x1b]0;",
        "DCS": "\x1bP$qm\x1b\\",
        "DCS-tmux": "\x1bPtmux;\x1b\x1b]0;owned\x07\x1b\\",
        "APC": "\x1b_Ga=T,f=100;AAAA\x1b\\",
        "PM": "\x1b^owned\x1b\\",
        "SOS": "\x1bXowned\x1b\\",
        "C1-CSI": "\x9b2J",
        "C1-OSC": "\x9d0;owned\x9c",
        "C1-DCS": "\x90$qm\x9c",
        "C1-APC": "\x9fGa=T\x9c\x9eowned\x9c\x98owned\x9c",
        "C1-moves": "\x84\x85\x8d\x8e",
        "DEL": "a\x7fb",
        "NUL": "a\0b",
        "CR": "shown\rhidden",
        "CRLF": "first\r\nsecond",
        "LF": "first\nsecond",
        "BEL": "\x07",
        "BS": "abc\x08\x08\x08xyz",
        "TAB-VT-FF": "a\tb\x0bc\x0cd",
        "SO-SI": "\x0ea\x0f",
        "separators": "a\x1cb\x1dc\x1ed\x1f",
        "bidi-override": "\u202ecod.exe\u202c",
        "bidi-isolate": "\u2066a\u2067b\u2068c\u2069",
        "bidi-marks": "a\u200eb\u200fc\u061cd",
        "line-separators": "a\u2028b\u2029c",
        "zero-width": "a\u200bb\u2060c\ufeffd",
        "joiners": "a\u200db\u200cc",
        "soft-hyphen": "co\xadop",
        "tag-characters": "\U000e0001\U000e0041\U000e007f",
        "variation-selectors": "a\ufe0f\ufe00\U000e0100b",
        "fillers": "\u3164\u115f\u1160\uffa0\u034f\u2800",
        "annotations": "\ufff9a\ufffab\ufffb",
        "no-characters": "\ufdd0\ufffe\U0010ffff",
        "marks": "e" + "\u0301" * 350,
        "mark-first": "\u0308",
        "markup-click": "[@click=app.quit]x[/]",
        "markup-open": "[red",
        "markup-close": "[/",
        "markup-any": "[bold]x[/][/no]\\[x]$x",
        "markup-link": "[link=http://e.org]y[/link]:skull:",
        "formats": "%s%(x)s{0}{x!r}",
        "shell": "$(reboot) `reboot` ;${x}'",
        "markdown": "<b>&amp;</b>|```# ---![x](y)",
        "markdown-link": "[x](http://e.org)",
        "wide": "漢" * 200,
        "words": "w " * 3,
        "long": "x" * 2000,
    }
)
"""What a store may hold: TOML can write any of it."""

NO_UNICODE: Mapping[str, str] = MappingProxyType(
    {"byte-CSI": "\udc9b2J", "byte-OSC": "\udc9d0;owned\udc9c", "byte-FF": "a\udcff\udcfeb"}
)
"""Bytes that are no UTF-8, as Python has them from a command line or a folder (PEP 383)."""

PLAIN = "word"


def _toml(text: str) -> str:
    """A basic string of TOML; whatever is not plain is written as an escape."""
    plain = (c if c.isascii() and c.isprintable() and c not in '"\\' else None for c in text)
    pairs = zip(plain, text, strict=True)
    return '"' + "".join(c or f"\\U{ord(raw):08X}" for c, raw in pairs) + '"'


def _table(header: str, **keys: object) -> str:
    lines = [header]
    for key, value in keys.items():
        match value:
            case str():
                lines.append(f"{key} = {_toml(value)}")
            case bool() | int():
                lines.append(f"{key} = {str(value).lower()}")
            case list():
                lines.append(f"{key} = [{', '.join(map(_toml, value))}]")
            case dict():
                pairs = ", ".join(f"{name} = {_toml(text)}" for name, text in value.items())
                lines.append(f"{key} = {{ {pairs} }}")
    return "\n".join(lines) + "\n"


class Written(Struct, frozen=True):
    """A store, and what it was made of."""

    path: Path
    reports: Path
    """The folder of its texts."""
    events: Sequence[str]
    """The ids of its events."""


class Builder:
    """A store that holds each of some texts in every field that takes text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [f"N{number:02} {text}" for number, text in enumerate(texts)]
        self._lines: dict[str, list[str]] = {"ra": [], "rb": [], "rc": []}
        """The texts of the reports."""

    def write(
        self, folder: Path, name: str = "store.toml", text_name: str = "REPORT.txt"
    ) -> Written:
        """Write it, and the reports' texts beside it in a folder of their own."""
        whole = self._store(text_name)
        texts = folder / "texts"
        texts.mkdir(exist_ok=True)
        for report, lines in self._lines.items():
            # As bytes: a text is never to have its line ends changed.
            (texts / text_name.replace("REPORT", report)).write_bytes("\n".join(lines).encode())
        path = folder / name
        path.write_text(whole, "ascii")
        events = ["all", *(f"e{i}" for i in range(len(self._texts)))]
        return Written(path, texts, events)

    def _some(self, start: int) -> str:
        """Where there is room for one text alone: some of them, others for each place."""
        short = [text for text in self._texts if len(text) < 100] or self._texts
        return " ".join(short[(start + i) % len(short)] for i in range(min(len(short), 8)))

    def _store(self, text_name: str) -> str:
        parts = [_table("", schema=1, title=self._some(0), about=self._some(1))]
        for number, report in enumerate(self._lines):
            more = {"via": ["a0"]} if number else {}
            parts.append(
                _table(
                    f"[reports.{report}]",
                    title=self._some(8 * number + 2),
                    headline=self._some(8 * number + 3),
                    published_note=self._some(8 * number + 4),
                    language="en",
                    published="2031-05-05",
                    outlet="a0",
                    text=f"texts/{text_name.replace('REPORT', report)}",
                    **more,
                )
            )
        each = range(len(self._texts))
        parts += [part for i in each for part in self._declared(i)]
        parts += [self._event("all", self._some(5), [*each])]
        parts += [self._event(f"e{i}", self._texts[i], [i]) for i in each]
        why = {"why": self._some(6), "by": self._some(7)}
        parts.append(
            _table(
                "[[judgements]]", event="all", about="q0", reports=["ra", "rb"], verdict="differ",
                **why,
            )
        )  # fmt: skip
        return "\n".join(parts)

    def _declared(self, i: int) -> Iterator[str]:
        text = self._texts[i]
        known = {"name": text, "names": {"en": text, "uk": text}, "about": text}
        yield _table(f"[actors.a{i}]", **known, **({"part_of": "a0"} if i % 3 == 1 else {}))
        yield _table(f"[places.p{i}]", **known)
        yield _table(f"[aspects.q{i}]", question=text, type="text")
        yield _table(f"[aspects.n{i}]", question=text, type="quantity", unit=text)
        options = {"left": f"l {text}", "right": f"r {text}"}
        yield _table(f"[aspects.c{i}]", question=text, type="choice", options=options)

    def _event(self, id_: str, title: str, numbers: Sequence[int]) -> str:
        texts = [self._texts[i] for i in numbers]
        is_first = id_ == "all"
        day = "2030" if is_first else f"20{31 + numbers[0] // 12}-{numbers[0] % 12 + 1:02}-04"
        head = _table(
            "[[events]]",
            id=id_,
            title=title,
            when=day,
            when_words=f"on {title}",
            matched=title,
            summary=title,
            tags=texts,
            actors=[f"a{i}" for i in numbers],
            place=[f"p{i}" for i in numbers],
        )
        kinds = "q" if is_first else "qnc"
        claims = (claim for i in numbers for kind in kinds for claim in self._claims(id_, kind, i))
        return "\n".join([head, *claims])

    def _claims(self, event: str, kind: str, i: int) -> Iterator[str]:
        values = {"n": {"ra": 2, "rb": 3}, "c": {"ra": "left", "rb": "right"}}
        for report in ("ra", "rb"):
            value = {"value": values[kind][report]} if kind in values else {}
            yield self._claim(event, f"{kind}{i}", report, self._texts[i], value)

    def _claim(self, event: str, aspect: str, report: str, text: str, value: Mapping) -> str:
        quoted = f"{event} {aspect} {text[:60].strip()}"
        self._lines[report] += [f"before {quoted} after {text}", text]
        return _table(
            f"[[events.claims.{aspect}.{report}]]",
            **value,
            says=text,
            quote=quoted,
            prefix="before",
            holder=f"a{aspect[1:]}",
            via=["a0"],
            note=text,
            as_of="2031-05-05",
            basis="inferred",
        )


_NEVER = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code)
    for start, stop in ((0x180B, 0x1810), (0xFDD0, 0xFDF0), (0xFE00, 0xFE10), (0xE0000, 0xE1000))
    for code in range(start, stop)
}
"""Drawn as nothing, though not of a control or format category (UAX #44)."""


def _steers_or_hides(char: str) -> bool:
    kind = unicodedata.category(char)
    never = char in _NEVER or ord(char) & 0xFFFE == 0xFFFE
    return (never or kind in ("Cc", "Cf", "Cs", "Zl", "Zp")) and char != "\n"


def _unshowable(text: str) -> list[str]:
    chars = set(text)
    bad = [ascii(char) for char in chars if _steers_or_hides(char)]
    marks = "".join(char for char in chars if unicodedata.category(char) in ("Mn", "Me"))
    return bad + (re.findall(f"[{marks}]{{9,}}", text) if marks else [])


@pytest.fixture(scope="session")
def unshowable() -> Callable[[str], list[str]]:
    """What of a text would steer a terminal, or hide: found by Unicode's own tables, not the gate.

    None of the payloads holds a joiner or a style in a place where it may stay.
    """
    return _unshowable


@pytest.fixture(scope="session")
def payloads() -> Mapping[str, str]:
    """Everything a store may hold, by name."""
    return PAYLOADS


@pytest.fixture(scope="session")
def all_payloads() -> Mapping[str, str]:
    """And what only a command line or a folder may."""
    return {**PAYLOADS, **NO_UNICODE}


@pytest.fixture(params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    """One of them after the other."""
    return PAYLOADS[request.param]


@pytest.fixture(params=[*PAYLOADS, *NO_UNICODE])
def any_payload(request: pytest.FixtureRequest) -> str:
    """The same, of all."""
    return {**PAYLOADS, **NO_UNICODE}[request.param]


@pytest.fixture(scope="session")
def builder() -> Callable[[Sequence[str]], Builder]:
    """What writes a store full of some texts."""
    return Builder


# --- what a terminal is sent ----------------------------------------------------------------------

_SEQUENCE = re.compile(
    r"\x1b\[(?P<private>[<-?]?)(?P<numbers>[\d:;]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<command>\d+)(?:;(?P<told>[ -~]*))?(?:\x07|\x1b\\)"
    r"|\x1b(?P<string>[PX^_])(?P<said>[^\x1b]*)\x1b\\"
    r"|\x1b(?P<plain>[ -/]*[0-Z\\`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
)
_NAMED_BY_NUMBERS = "hlnJKtcqu"
"""Controls that are as many as their numbers are, such as modes."""


class Sent(Struct, frozen=True):
    """What a terminal was sent, told apart."""

    kinds: frozenset[str]
    """Every kind of control sequence."""
    text: str
    """All the rest."""
    copied: Sequence[str]
    """What it was told to put into the clipboard."""


def _kinds(found: re.Match[str]) -> set[str]:
    """One, or one for each attribute of a style: which of them go together is a matter of bytes."""
    match found.lastgroup:
        case "final":
            name = "CSI {private} {between}{final}".format(**found.groupdict(""))
            if found["final"] == "m":
                return {f"{name} {one}" for one in _attributes(found["numbers"])}
            numbers = found["numbers"]
            named = found["final"] in _NAMED_BY_NUMBERS
            return {f"{name} {numbers if named else 1 + numbers.count(';')}"}
        case "command" | "told":
            return {f"OSC {found['command']}"}
        case "said":
            return {f"ESC {found['string']} … ST"}
        case "plain":
            return {f"ESC {found['plain']}"}
    return {ascii(found[0])}


def _attributes(numbers: str) -> Iterator[str]:
    """The attributes of an SGR, without its colours."""
    codes = iter(numbers.split(";"))
    for code in codes:
        if code in ("38", "48"):
            for _ in range({"5": 1, "2": 3}[next(codes)]):
                next(codes)
        elif not 30 <= int(code or 0) <= 49 and not 90 <= int(code or 0) <= 107:
            yield code


def _sent(raw: bytes) -> Sent:
    """Raises UnicodeDecodeError for what is no UTF-8; an ESC that begins nothing stays text."""
    written = raw.decode("utf-8")
    found = [*_SEQUENCE.finditer(written)]
    copied = [
        base64.b64decode((one["told"] or "").removeprefix("c;")).decode()
        for one in found
        if one["command"] == "52"
    ]
    return Sent(frozenset().union(*map(_kinds, found)), _SEQUENCE.sub("", written), copied)


@pytest.fixture(scope="session")
def sent() -> Callable[[bytes], Sent]:
    """What tells apart what a terminal was sent, strictly."""
    return _sent
