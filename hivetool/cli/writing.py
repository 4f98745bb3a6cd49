"""Files that a command writes: proved before they take their name, so that nothing is ever lost or half done.

The bytes go to a file beside the target, are flushed to the disk, read from there and proved; only then is that file
renamed. A kill at any moment leaves the old file or the new one, and at worst a ``.NAME.….tmp`` beside it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hivetool.report.layout import counted
from hivetool.report.plain import visible

from .failures import Exit, Failure
from .patience import patience
from .streams import note

if TYPE_CHECKING:
    from hivetool.hive.hive import Hive
    from hivetool.source.targets import Target, Written

BACKUP = ".bak"

LIVE = ("windows", "cluster")
"""Where a node keeps the database of its running cluster: ``%SystemRoot%\\Cluster``."""


_EPOCH = 11_644_473_600
"""Seconds from the beginning of a FILETIME, 1601, to that of Unix, 1970."""


def filetime_now() -> int:
    """The time as a FILETIME."""
    return (time.time_ns() // 100) + _EPOCH * 10_000_000


@dataclass(eq=False)
class Clock:
    """Where the time went: seconds by what was done, in that order."""

    spent: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def doing(self, what: str, about: str = "") -> Iterator[None]:
        """Count the time, and show a word on a terminal when it gets long."""
        begin = time.perf_counter()
        with patience(f"{what} {about}".rstrip()):
            yield
        self.spent[what] = self.spent.get(what, 0.0) + time.perf_counter() - begin

    def __str__(self) -> str:
        return ", ".join(f"{what} {seconds:.2f} s" for what, seconds in self.spent.items())


@dataclass(frozen=True, slots=True)
class Place:
    """Where to write: a path; whether a file that is there may be replaced, and is kept; whether others may read it."""

    path: Path
    replaces: bool = False
    keeps_backup: bool = False
    is_private: bool = False


def place_of(out: str, *inputs: str, force: bool, in_place: bool = False) -> Place:
    """Where a command may write. Raises :class:`Failure` for its own inputs, for what exists, and for the live file."""
    path = Path(os.path.realpath(out))
    if path.is_dir():
        raise Failure(Exit.REFUSED, f"{out}: it is a folder")
    if not path.parent.is_dir():
        raise Failure(Exit.REFUSED, f"{out}: there is no folder {path.parent} to write it to")
    if path.exists() and not path.is_file():
        raise Failure(Exit.REFUSED, f"{out}: it is no ordinary file; -o - writes to standard output")
    _refuse_live(path)
    if not in_place and any(_is_of(path, source) for source in inputs):
        raise Failure(Exit.REFUSED, f"{out}: it is the input; write to another file, or pass --in-place where there is")
    if path.exists() and not (force or in_place):
        raise Failure(Exit.REFUSED, f"{out}: it exists already; --force replaces it")
    return Place(path, force or in_place, in_place)


def _is_of(path: Path, source: str) -> bool:
    """Whether a file is the input, the archive that it is in, or there already in the folder that is the input."""
    from hivetool.source.containers import BETWEEN

    if not source or not path.exists():
        return False
    with contextlib.suppress(OSError, ValueError):
        for name in dict.fromkeys((source, source.partition(BETWEEN)[0])):
            known = Path(os.path.realpath(name))
            if known == path or (known.is_dir() and path.is_relative_to(known)):
                return True
            if known.exists() and os.path.samefile(path, known):
                return True
    return False


def _refuse_live(path: Path) -> None:
    if _is_live(path, os.environ, os.name):
        raise Failure(Exit.REFUSED, f"{path}: a running cluster has this file; work on a copy elsewhere")
    parts = [part.lower() for part in path.parts[:-1]]
    if any(tuple(parts[at : at + 2]) == LIVE for at in range(len(parts) - 1)):
        note(f"warning: {path} looks like the database of an installed Windows; if that runs, its cluster breaks")


def _is_live(path: Path, environment: Mapping[str, str], system: str) -> bool:
    root = environment.get("SystemRoot", r"C:\Windows") if system == "nt" else ""
    folder = os.path.normcase(os.path.join(root, "Cluster"))
    return bool(root) and os.path.normcase(path).startswith(folder + os.sep)


def refuse_loss(name: str, hive: Hive, *, partial: bool) -> None:
    """Refuse to write what was read only in part, unless the user wants it so; a dirty hive in any case."""
    if hive.source.dirty:
        raise Failure(Exit.REFUSED, f"{name}: its transaction logs were not applied; put them beside it, or pass --log")
    errors = [problem for problem in hive.problems if problem.severity == "error"]
    if not partial and (errors or hive.source.lossy):
        why = f"{counted(len(errors), 'part')} of it could not be read" if errors else "a listing has lost data"
        raise Failure(Exit.REFUSED, f"{name}: {why}; --partial writes what there is")


def refuse_unsayable(written: Written, target: Target, *, partial: bool) -> None:
    """Refuse to write less than was meant, unless the user wants it so; say what is left out."""
    from .inputs import MOST_PROBLEMS

    for reason in written.reasons[:MOST_PROBLEMS]:
        note(reason)
    if len(written.reasons) > MOST_PROBLEMS:
        note(f"and {len(written.reasons) - MOST_PROBLEMS:,} more")
    if written.reasons and not partial:
        left_out = counted(len(written.reasons), "entry", "entries")
        raise Failure(Exit.REFUSED, f"{target.what} cannot hold {left_out}; --partial leaves them out")


def save(data: bytes, place: Place, clock: Clock, proof: Callable[[bytes], None] | None = None) -> None:
    """Write, read back, let ``proof`` look at what is there, rename.

    Raises :class:`Failure`, with everything as it was, if anything is not as it should be.
    """
    temporary = place.path.with_name(f".{place.path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with clock.doing("writing", str(place.path)):
            _write_out(temporary, data, place)
        with clock.doing("reading back"):
            again = temporary.read_bytes()
        if again != data:
            raise Failure(Exit.REFUSED, f"{place.path}: the disk gives back other bytes than were written")
        if proof is not None:
            proof(again)
        if place.keeps_backup:
            note(f"the file as it was is now {_backed_up(place)}")
        _rename(temporary, place)
    except OSError as error:
        raise Failure(Exit.OUTPUT, f"{place.path}: it cannot be written: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def prove(written: Written, target: Target, name: str, clock: Clock) -> None:
    """Let every proof of the format speak; raises :class:`Failure` if one has something to say."""
    for title, proof in target.proofs:
        with clock.doing(title, name):
            wrong = list(proof(written))
        if wrong:
            for line in wrong:
                note(f"{title}: {visible(line)}")
            raise Failure(Exit.REFUSED, f"{name}: what was written is not what was meant; nothing is changed")


def _write_out(path: Path, data: bytes, place: Place) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600 if place.is_private else 0o666)
    with os.fdopen(descriptor, "wb") as file:
        if place.path.exists() and not place.is_private:
            with contextlib.suppress(OSError):
                os.chmod(path, place.path.stat().st_mode & 0o777)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _backed_up(place: Place) -> Path:
    """Keep the file under another name too; raises OSError."""
    path = place.path
    backup = path.with_name(path.name + BACKUP)
    number = 1
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}{BACKUP}{number}")
    try:
        os.link(path, backup)
    except OSError:  # no hard links here: a copy does as well
        _write_out(backup, path.read_bytes(), place)
    return backup


def _rename(temporary: Path, place: Place) -> None:
    if place.replaces:
        os.replace(temporary, place.path)
    else:
        _rename_to_new(temporary, place.path)
    with contextlib.suppress(OSError, AttributeError):  # Windows has no folders to flush
        folder = os.open(place.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _rename_to_new(temporary: Path, path: Path) -> None:
    """Rename, but not over a file that somebody else made meanwhile."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise Failure(Exit.REFUSED, f"{path}: somebody else has made it meanwhile; --force replaces it") from None
    except OSError:
        if path.exists():
            raise
        os.rename(temporary, path)
