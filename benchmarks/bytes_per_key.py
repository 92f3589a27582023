"""How many bytes the explorer writes for each key, as over a slow line.

    python benchmarks/bytes_per_key.py [--rate BITS]

Starts the explorer on the bundled chronicle in a pseudo-terminal of each size, presses keys one by
one, and counts what it writes until it has been quiet for a while. Medians of all presses of a key;
"worst" is the most that one press wrote. With --rate, also the seconds that the worst press takes
on a line of so many bits a second.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time

import pexpect

SIZES = ((50, 160), (30, 100), (24, 80), (12, 40))
KEYS = {
    "j": "j" * 12,
    "d": "dddd",
    "Space": " " * 4,
    "J": "J" * 4,
    "ctrl+d": "\x04\x04",
    "Tab": "\t\t\t\t",
    "a": "aa",
    "m": "mm",
    "/ x Esc": "/x\x1b",
    "r": "rr",
}
QUIET = 0.15
"""Seconds without output after which a key's painting is over."""
START = 20.0
"""Seconds to wait for the first screen at most."""


def main() -> None:
    """Print a table, one line for each key."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rate", type=int, default=0, metavar="BITS", help="bits a second")
    rate = parser.parse_args().rate
    counts = {size: measured(size) for size in SIZES}
    print("bytes, median (worst)" + "".join(f"{f'{w}x{h}':>16}" for h, w in SIZES))
    for name in KEYS:
        cells = [counts[size][name] for size in SIZES]
        row = "".join(f"{f'{statistics.median(one):.0f} ({max(one)})':>16}" for one in cells)
        print(f"{name:21}{row}")
    if rate:
        worst = max(max(one) for found in counts.values() for one in found.values())
        print(f"the worst takes {worst * 10 / rate:.1f} s on {rate} bits a second")


def measured(size: tuple[int, int]) -> dict[str, list[int]]:
    """The bytes each press of each key wrote, on a terminal of (rows, columns)."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR")}
        child = pexpect.spawn(
            sys.executable,
            ["-m", "iraq_tui", "--config", os.devnull],
            dimensions=size,
            cwd=folder,
            env={**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        read(child, START, least=1000)
        found = {}
        for name, presses in KEYS.items():
            found[name] = []
            for press in presses:
                child.send(press)
                found[name].append(read(child))
        child.send("q")
        child.close(force=True)
    return found


def read(child: pexpect.spawn, patience: float = 1.0, least: int = 1) -> int:
    """Count what is written until it is quiet."""
    count, end = 0, time.monotonic() + patience
    while time.monotonic() < end:
        try:
            count += len(child.read_nonblocking(1 << 16, timeout=QUIET))
        except pexpect.TIMEOUT:
            if count >= least:
                break
    return count


if __name__ == "__main__":
    main()
