"""Any accepted input as a hive. The doors are imported when they are needed, so importing this is cheap."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.hive.faults import in_marks
from hivetool.regtext.errors import NoSuchRoot as NoSuchRootInText

from .containers import Beside
from .errors import InputError, NoSuchRoot, SeveralHives, shown
from .files import read_input
from .finding import Candidate, Source, find
from .problems import clfs_beside
from .sniff import Door

if TYPE_CHECKING:
    from hivetool.hive.hive import Hive
    from hivetool.hive.views import Key

MOST_CANDIDATES = 10
"""Keys or hives that a message lists."""

Logs = Sequence[str | os.PathLike[str] | bytes] | None


@dataclass(frozen=True, eq=False)
class Opened:
    """One hive of an input, or why it could not be read: ``hive`` or ``error`` is None."""

    name: str
    hive: Hive | None
    error: InputError | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    encoding: str | None
    root: str | None
    logs: Logs
    strict: bool


def open_hive(
    source: Source,
    *,
    encoding: str | None = None,
    root: str | None = None,
    name: str | None = None,
    logs: Logs = None,
    strict: bool = False,
) -> Hive:
    r"""Read a hive from a path, or from ``source`` itself if it is bytes; its content decides how.

    The path may be that of a compressed file, or of a zip archive or folder with one hive in it; ``ZIP::MEMBER``
    names one of several. ``encoding`` is for text that has no byte order mark and is not UTF-8. ``root`` chooses a
    key to be the root: ``HKEY_LOCAL_MACHINE\NAME\…`` in a `.reg` file, a path below the root key in all. ``name``
    is what messages call the input. ``logs`` are transaction logs as paths or bytes; None takes those that lie
    beside a dirty hive, ``()`` none. ``strict`` raises for the first problem. Raises :class:`InputError` or a
    subclass: :class:`CannotRead`, :class:`NotAHive`, :class:`SeveralHives`, :class:`NoSuchRoot`; a door's own error
    is the ``__cause__``.
    """
    found = find(source, name, encoding)
    if len(found.candidates) == 1:
        return _read(found.candidates[0], _Wanted(encoding, root, logs, strict))
    if not found.candidates:
        raise found.errors[0]
    names = tuple(each.name for each in found.candidates)
    listed = ", ".join(map(shown, names[:MOST_CANDIDATES]))
    more = f" and {len(names) - MOST_CANDIDATES:,} more" if len(names) > MOST_CANDIDATES else ""
    called = name or os.fsdecode(source)
    raise SeveralHives(f"it has {len(names):,} hives, name one of them: {listed}{more}", input=called, candidates=names)


def open_all(
    source: Source,
    *,
    encoding: str | None = None,
    root: str | None = None,
    name: str | None = None,
    logs: Logs = None,
    strict: bool = False,
) -> tuple[Opened, ...]:
    """Every hive of an input, by name; what cannot be read is there with its error. Arguments as for :func:`open_hive`.

    Raises :class:`InputError` where the input itself cannot be read or holds nothing that looks like a hive.
    """
    found = find(source, name, encoding)
    wanted = _Wanted(encoding, root, logs, strict)
    opened = [_tried(candidate, wanted) for candidate in found.candidates]
    opened += [Opened(error.input, None, error) for error in found.errors]
    return tuple(sorted(opened, key=lambda each: each.name))


def _tried(candidate: Candidate, wanted: _Wanted) -> Opened:
    try:
        return Opened(candidate.name, _read(candidate, wanted))
    except InputError as error:
        return Opened(candidate.name, None, error)


def _read(candidate: Candidate, wanted: _Wanted) -> Hive:
    assert candidate.kind.door is not None
    try:
        return _DOORS[candidate.kind.door](candidate, wanted)
    except InputError:
        raise
    except NoSuchRootInText as error:
        raise NoSuchRoot(error.reason, error.at, candidate.name, error.wanted, error.candidates) from error
    except UnreadableInput as error:
        advice = f"; {candidate.kind.advice}" * (candidate.kind.kind == "regf-damaged")
        raise InputError(error.reason + advice, error.at, candidate.name) from error
    except HivetoolError as error:
        raise InputError(str(error), input=candidate.name) from error


def _regf(candidate: Candidate, wanted: _Wanted) -> Hive:
    from hivetool.regf.base_block import is_dirty
    from hivetool.regf.reader import read_regf

    data = candidate.read()
    near = candidate.beside() if wanted.logs is None and is_dirty(data) else Beside((), ())
    names, logs = _logs(candidate, wanted, near)
    hive = read_regf(data, logs, log_names=names, strict=wanted.strict)
    if near.clfs and hive.source.dirty:
        hive = replace(hive, problems=(*hive.problems, clfs_beside(near.clfs)))
    return _rooted(hive, candidate, wanted)


def _logs(candidate: Candidate, wanted: _Wanted, near: Beside) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """Names and contents of the logs that are asked for, or that lie beside the hive."""
    if wanted.logs is None:
        return near.logs, tuple(map(candidate.read_beside, near.logs))
    given = [read_input(log, None if isinstance(log, str | os.PathLike) else "log") for log in wanted.logs]
    return tuple(each.name for each in given), tuple(each.data for each in given)


def _rooted(hive: Hive, candidate: Candidate, wanted: _Wanted) -> Hive:
    return hive if not wanted.root else hive.rooted_at(_root(hive, wanted.root, candidate))


def _root(hive: Hive, root: str, candidate: Candidate) -> Key:
    key = hive.find("\\".join(part for part in root.split("\\") if part))
    if key is not None:
        return key
    names = tuple(subkey.name for subkey in hive.root.subkeys[:MOST_CANDIDATES])
    listed = ", ".join(map(in_marks, names)) or "none"
    reason = f"there is no key {in_marks(root)}; the keys below the root are {listed}"
    raise NoSuchRoot(reason, candidate.kind.start, candidate.name, root, names)


def _reg(candidate: Candidate, wanted: _Wanted) -> Hive:
    from hivetool.regtext.reader import read_reg
    from hivetool.regtext.tree import hive_from_reg

    return hive_from_reg(read_reg(candidate.read(), wanted.encoding, wanted.root, wanted.strict))


def _query(candidate: Candidate, wanted: _Wanted) -> Hive:
    from hivetool.regtext.query import read_query
    from hivetool.regtext.tree import hive_from_reg

    return hive_from_reg(read_query(candidate.read(), wanted.encoding, wanted.root, wanted.strict))


def _json(candidate: Candidate, wanted: _Wanted) -> Hive:
    from hivetool.tables.json_reader import read_json

    return _rooted(read_json(candidate.read(), wanted.encoding, wanted.strict), candidate, wanted)


def _sqlite(candidate: Candidate, wanted: _Wanted) -> Hive:
    from hivetool.tables.sqlite_reader import read_sqlite

    return _rooted(read_sqlite(candidate.read(), wanted.strict), candidate, wanted)


_DOORS: Mapping[Door, Callable[[Candidate, _Wanted], Hive]] = MappingProxyType(
    {"regf": _regf, "reg": _reg, "reg-query": _query, "json": _json, "sqlite": _sqlite}
)
