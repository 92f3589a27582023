"""A file is written whole or not at all, and nothing that is there is lost."""

import errno
import os
import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.files import ReadRefused, WriteRefused, read_regular, slug, write_new

OLD = b"old and precious"
NEW = b"new " * 50_000


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _refused(path: Path, data: bytes = NEW, *, force: bool = False) -> WriteRefused:
    with pytest.raises(WriteRefused) as caught:
        write_new(path, data, force=force)
    assert caught.value.path == path
    assert caught.value.mend
    return caught.value


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    written = write_new(tmp_path / "notes.md", NEW)
    assert written == tmp_path.resolve() / "notes.md"
    assert written.read_bytes() == NEW
    assert _names(tmp_path) == ["notes.md"]


def test_a_relative_path_and_an_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_new(Path("notes.md"), b"") == tmp_path.resolve() / "notes.md"
    assert (tmp_path / "notes.md").read_bytes() == b""


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        written = write_new(tmp_path / "notes.md", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(written.stat().st_mode) == 0o640


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "notes.md"
    target.write_bytes(OLD)
    assert "exists already" in _refused(target).why
    assert target.read_bytes() == OLD
    assert _names(tmp_path) == ["notes.md"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o666])
def test_force_replaces_and_keeps_the_mode(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "notes.md"
    target.write_bytes(OLD)
    target.chmod(mode)
    write_new(target, NEW, force=True)
    assert target.read_bytes() == NEW
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert _names(tmp_path) == ["notes.md"]


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_refused_and_what_it_names_is_untouched(tmp_path: Path, force: bool) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_bytes(OLD)
    link.symlink_to(victim)
    assert "symbolic link" in _refused(link, force=force).why
    assert victim.read_bytes() == OLD
    assert link.is_symlink()


@pytest.mark.parametrize("force", [False, True])
def test_a_dangling_link_is_refused(tmp_path: Path, force: bool) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    assert "symbolic link" in _refused(link, force=force).why
    assert _names(tmp_path) == ["link"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    ("make", "kind"),
    [(Path.mkdir, "a folder"), (os.mkfifo, "a FIFO")],
)
def test_what_is_no_regular_file_is_refused(
    tmp_path: Path, make: Callable[[Path], None], kind: str, force: bool
) -> None:
    target = tmp_path / "target"
    make(target)
    assert kind in _refused(target, force=force).why
    assert _names(tmp_path) == ["target"]


@pytest.mark.parametrize("force", [False, True])
def test_a_device_is_refused(force: bool) -> None:
    assert "a device" in _refused(Path("/dev/null"), force=force).why


def test_a_linked_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert write_new(tmp_path / "link" / "a", NEW) == tmp_path.resolve() / "real" / "a"


def test_a_missing_folder_is_refused_and_not_made(tmp_path: Path) -> None:
    refused = _refused(tmp_path / "no" / "notes.md")
    assert "folder does not exist" in refused.why
    assert "make the folder" in refused.mend
    assert _names(tmp_path) == []


def test_a_path_through_a_file_or_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "circle").symlink_to("circle")
    assert "not a folder" in _refused(tmp_path / "file" / "x").why
    assert "circle" in _refused(tmp_path / "circle" / "x").why


@pytest.mark.parametrize("name", ["\u0439" * 150, "x" * 300])
@pytest.mark.parametrize("force", [False, True])
def test_a_name_too_long_is_refused(tmp_path: Path, name: str, force: bool) -> None:
    assert "too long" in _refused(tmp_path / name, force=force).why
    assert _names(tmp_path) == []


def test_a_long_name_that_the_disk_takes_is_written(tmp_path: Path) -> None:
    assert write_new(tmp_path / ("x" * 250), OLD).read_bytes() == OLD


@pytest.mark.parametrize("path", [Path("/"), Path(), Path(".."), Path("a\0b"), Path("\ud800")])
def test_what_cannot_be_a_file_name_is_refused(path: Path) -> None:
    assert _refused(path).why


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission denied"),
        (errno.EIO, "disk reports a fault"),
        (errno.EBUSY, "the system refuses"),
    ],
)
@pytest.mark.parametrize(
    ("force", "step"),
    [
        *((False, step) for step in ("open", "write", "fsync", "link")),
        *((True, step) for step in ("open", "fchmod", "write", "fsync", "replace")),
    ],
)
def test_a_fault_at_any_step_changes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    force: bool,
    code: int,
    words: str,
) -> None:
    target = tmp_path / "notes.md"
    if force:
        target.write_bytes(OLD)
    _break(monkeypatch, step, code)
    refused = _refused(target, force=force)
    monkeypatch.undo()
    assert words in refused.why
    assert _names(tmp_path) == (["notes.md"] if force else [])
    assert not force or target.read_bytes() == OLD


def _break(monkeypatch: pytest.MonkeyPatch, name: str, code: int) -> None:
    """Let each call of os.NAME that concerns our file fail."""
    real = getattr(os, name)

    def broken(*args: object, **kwargs: object) -> object:
        if name == "open" and "dir_fd" not in kwargs:
            return real(*args, **kwargs)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, name, broken)


def test_a_fault_at_the_close_is_none_once_all_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.close

    def broken(file: int) -> None:
        is_file = stat.S_ISREG(os.fstat(file).st_mode)
        real(file)
        if is_file:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "close", broken)
    assert write_new(tmp_path / "notes.md", NEW).read_bytes() == NEW
    assert _names(tmp_path) == ["notes.md"]


def test_a_disk_that_fills_up_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    room = [5000]

    def filling(file: int, data: memoryview) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        count = real(file, data[: min(1500, room[0])])
        room[0] -= count
        return count

    monkeypatch.setattr(os, "write", filling)
    target = tmp_path / "notes.md"
    target.write_bytes(OLD)
    assert "disk is full" in _refused(target, force=True).why
    assert target.read_bytes() == OLD
    assert _names(tmp_path) == ["notes.md"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:777]))
    assert write_new(tmp_path / "notes.md", NEW[:9999]).read_bytes() == NEW[:9999]


@pytest.mark.parametrize("step", ["write", "fsync", "link"])
def test_an_interrupt_leaves_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "notes.md", NEW)
    assert _names(tmp_path) == []


@pytest.mark.parametrize("hard_links", [True, False])
def test_a_file_that_appears_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hard_links: bool
) -> None:
    target = tmp_path / "notes.md"
    real = os.link

    def raced(*args: object, **kwargs: object) -> None:
        target.write_bytes(OLD)
        if not hard_links:
            raise OSError(errno.EPERM, "Operation not permitted")
        real(*args, **kwargs)

    monkeypatch.setattr(os, "link", raced)
    assert "exists already" in _refused(target).why
    assert target.read_bytes() == OLD
    assert _names(tmp_path) == ["notes.md"]


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_disk_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    _break(monkeypatch, "link", code)
    target = write_new(tmp_path / "notes.md", NEW)
    assert target.read_bytes() == NEW
    assert _names(tmp_path) == ["notes.md"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~_umask()


def test_a_disk_without_hard_links_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(monkeypatch, "link", errno.EPERM)
    _break(monkeypatch, "replace", errno.ENOSPC)
    assert "disk is full" in _refused(tmp_path / "notes.md").why
    assert _names(tmp_path) == []


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


@pytest.mark.parametrize(
    ("code", "refused"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)]
)
def test_a_folder_that_cannot_be_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, refused: bool
) -> None:
    real = os.fsync

    def only_files(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(code, os.strerror(code))
        real(file)

    monkeypatch.setattr(os, "fsync", only_files)
    target = tmp_path / "notes.md"
    if refused:
        assert "it was written, but" in _refused(target).why
    else:
        write_new(target, NEW)
    assert target.read_bytes() == NEW


def test_no_file_descriptor_is_left_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spare = os.dup(0)
    os.close(spare)
    write_new(tmp_path / "a", NEW)
    _refused(tmp_path / "a")
    read_regular(tmp_path / "a")
    _break(monkeypatch, "write", errno.ENOSPC)
    _refused(tmp_path / "b")
    after = os.dup(0)
    os.close(after)
    assert after == spare


def test_the_message_is_one_safe_line(tmp_path: Path) -> None:
    refused = _refused(tmp_path / "no\x1b]0;x\x07\nwhere" / "notes.md")
    assert str(refused) == (
        f"“{tmp_path}/no␛]0;x␇␊where/notes.md”: its folder does not exist; make the folder first"
    )


def test_a_regular_file_is_read_also_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "store.toml").write_bytes(NEW)
    (tmp_path / "link").symlink_to("store.toml")
    assert read_regular(tmp_path / "store.toml") == NEW
    assert read_regular(tmp_path / "link") == NEW


def test_the_size_cap_is_exact(tmp_path: Path) -> None:
    store = tmp_path / "store.toml"
    store.write_bytes(b"x" * 1000)
    assert len(read_regular(store, 1000)) == 1000
    with pytest.raises(ReadRefused, match="larger than 999 bytes"):
        read_regular(store, 999)
    store.write_bytes(b"x" * (2**20 + 1))
    with pytest.raises(ReadRefused, match="larger than 1 MiB"):
        read_regular(store, 2**20)


def test_a_file_that_grows_while_read_is_capped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store.toml"
    store.write_bytes(b"x" * 10)
    real = os.fstat

    def then_grows(file: int) -> os.stat_result:
        found = real(file)
        store.write_bytes(b"x" * 1000)
        return found

    monkeypatch.setattr(os, "fstat", then_grows)
    with pytest.raises(ReadRefused, match="larger than 100 bytes"):
        read_regular(store, 100)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (Path.mkdir, "a folder"),
        (os.mkfifo, "a FIFO"),
        (lambda path: path.symlink_to("/dev/zero"), "a device"),
        (lambda path: path.symlink_to("nowhere"), "no such file"),
        (lambda path: path.symlink_to(path.name), "circle"),
        (lambda path: path.with_name("another").touch(), "no such file"),
    ],
    ids=["folder", "FIFO", "device", "dangling link", "circle", "missing"],
)
def test_what_cannot_be_read_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "store.toml"
    make(path)
    with pytest.raises(ReadRefused) as caught:
        read_regular(path)
    assert words in caught.value.why
    assert caught.value.mend
    assert caught.value.path == path


@pytest.mark.parametrize("path", [Path("a\0b"), Path("\ud800"), Path("x" * 5000)])
def test_names_that_cannot_be_read_are_refused(path: Path) -> None:
    with pytest.raises(ReadRefused):
        read_regular(path)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("US–Iraq talks, Aug 2023", "us-iraq-talks-aug-2023"),
        ("Йорданія й Ірак", "йорданія-й-ірак"),
        ("联合声明", "联合声明"),
        ("قُوَّات", "قُوَّات"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("a\0b\x1b[31mc\u202ed", "a-b-31mc-d"),
        ("", "untitled"),
        ("///", "untitled"),
        ("\u3164\u0301", "untitled"),
        ("\ud800x", "x"),
        ("x" * 500, "x" * 120),
        ("й" * 150, "й" * 60),
        ("北" * 150, "北" * 40),
        ("a" * 119 + "-b", "a" * 119),
    ],
)
def test_slug(raw: str, name: str) -> None:
    assert slug(raw) == name


@given(st.text())
def test_a_slug_is_always_a_fit_file_name(raw: str) -> None:
    name = slug(raw)
    assert 0 < len(name.encode()) <= 120
    assert name[0] not in ".-"
    assert not name.endswith("-")
    assert all(unicodedata.category(char)[0] in "LNM-" or char == "-" for char in name)
    assert slug(name) == name


@given(st.text(min_size=1))
def test_a_slug_can_be_written(tmp_path_factory: pytest.TempPathFactory, raw: str) -> None:
    folder = tmp_path_factory.mktemp("slug")
    assert write_new(folder / f"{slug(raw)}.md", b"x").read_bytes() == b"x"
