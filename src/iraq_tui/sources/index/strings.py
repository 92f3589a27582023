"""Many short byte strings of an index, end to end, and where each begins."""

from array import array

from iraq_tui.sources.index.container import Container, Writer


class Kept:
    """Those of an index, by number."""

    def __init__(self, container: Container, name: str) -> None:
        self.map = container.map
        self.start = container.start(name)
        """Where in the map the first begins."""
        self.offsets = container.column(f"{name}-offsets", "Q")
        """Where each begins, counted from the first, and where the last ends."""

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        start = self.start
        return self.map[start + self.offsets[number] : start + self.offsets[number + 1]]


class Strings:
    """Those of an index that is being made."""

    def __init__(self) -> None:
        self._pieces: list[bytearray | memoryview] = [bytearray()]
        self._offsets = array("Q", (0,))

    def add(self, one: bytes) -> None:
        """One more."""
        last = self._pieces[-1]
        if not isinstance(last, bytearray):
            last = bytearray()
            self._pieces.append(last)
        last += one
        self._offsets.append(self._offsets[-1] + len(one))

    def copy(self, kept: Kept, start: int, end: int) -> None:
        """Those of another index from one number to before another."""
        offsets = kept.offsets
        first, shift = offsets[start], self._offsets[-1] - offsets[start]
        self._pieces.append(memoryview(kept.map)[kept.start + first : kept.start + offsets[end]])
        self._offsets.extend([offset + shift for offset in offsets[start + 1 : end + 1]])

    def different(self) -> set[bytes]:
        """Each of them, once."""
        data, offsets = b"".join(self._pieces), self._offsets
        return {data[offsets[i] : offsets[i + 1]] for i in range(len(offsets) - 1)}

    def write(self, writer: Writer, name: str) -> None:
        """Two sections, one with the offsets: as many as there are strings, and the end."""
        writer.add(name, *self._pieces)
        writer.add(f"{name}-offsets", memoryview(self._offsets).cast("B"))
