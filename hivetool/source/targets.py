"""What a hive can be written as: one row a format, with how what was written is proved.

A proof reads the bytes again and says every difference from what was meant. python-registry is a second reader that
shares no code with ours. Bytes that cannot be read at all are a difference too.
"""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from hivetool.hive.content import content_of, exact_differences
from hivetool.hive.content import differences as content_differences
from hivetool.hive.diff import diff, whole
from hivetool.hive.edit import CreateKey, DeleteValue, Edit, SetValue
from hivetool.hive.errors import HivetoolError
from hivetool.hive.location import Location
from hivetool.hive.upcase import upcase

if TYPE_CHECKING:
    from hivetool.hive.hive import Hive
    from hivetool.regtext.writer import Version

CODE_PAGE: Final = "cp1252"
REG_ROOT: Final = r"HKEY_LOCAL_MACHINE\Cluster"

MOST_SAID = 20
"""Differences that a proof lists."""


@dataclass(frozen=True, slots=True)
class How:
    """What a format may want to know: the full path of a text's root, and the code page of a REGEDIT4 file."""

    root: str = REG_ROOT
    encoding: str = CODE_PAGE


@dataclass(frozen=True, eq=False)
class Written:
    """A hive in some format: ``meant`` is the hive; ``lost`` are the keys and values the format cannot hold."""

    meant: Hive
    how: How
    data: bytes
    lost: tuple[Location, ...] = ()
    reasons: tuple[str, ...] = ()


Proof = Callable[[Written], Iterator[str]]
"""Gives every difference between what was meant and what the bytes say."""


@dataclass(frozen=True, slots=True)
class Target:
    """A format: ``suffixes`` of files that are taken for it, ``loses`` what it has no place for, ``""`` for nothing."""

    name: str
    what: str
    suffixes: tuple[str, ...]
    loses: str
    write: Callable[[Hive, How], Written]
    proofs: tuple[tuple[str, Proof], ...] = field(default=())


def _write_regf(hive: Hive, how: How) -> Written:
    from hivetool.regf.writer import write_regf

    return Written(hive, how, write_regf(hive))


def _regf_again(written: Written) -> Iterator[str]:
    from hivetool.regf.reader import read_regf
    from hivetool.regf.write_security import DEFAULT_DESCRIPTOR

    read = read_regf(written.data)
    yield from map(str, read.problems[:MOST_SAID])
    yield from map(str, content_differences(content_of(written.meant), content_of(read), MOST_SAID))
    meant, again = _rest(written.meant, DEFAULT_DESCRIPTOR), _rest(read, DEFAULT_DESCRIPTOR)
    for path in [path for path, rest in meant.items() if again.get(path, rest) != rest][:MOST_SAID]:
        yield f"{path or '(root)'}: security or flags are not as they were meant"


def _rest(hive: Hive, default: bytes) -> dict[str, tuple[bytes, int]]:
    """Security and flags of each key by its path, those flags left out that the writer makes anew."""
    from hivetool.regf.constants import KEY_NO_DELETE
    from hivetool.regf.write_keys import DERIVED_FLAGS

    paths = hive.table().key_paths()
    security = hive.columns.keys.security.all(hive.columns.buffers)
    flags = [flag & 0xFFFF & ~DERIVED_FLAGS for flag in hive.columns.keys.flags.tolist()]
    flags[0] |= KEY_NO_DELETE
    return {path: (own or default, flag) for path, own, flag in zip(paths, security, flags, strict=True)}


def _said(proof: Proof) -> Proof:
    """The proof that says why the bytes cannot be read, where it would raise that."""

    def read(written: Written) -> Iterator[str]:
        try:
            yield from proof(written)
        except HivetoolError as error:
            yield str(error)

    return read


def _second_reader(written: Written) -> Iterator[str]:
    from hivetool.regf.crosscheck import differences

    yield from map(str, differences(written.meant, written.data, MOST_SAID))


def _checked(written: Written) -> Iterator[str]:
    from hivetool.regf.check import check_regf

    yield from map(str, check_regf(written.data).problems[:MOST_SAID])


def _reg_writer(version: Version) -> Callable[[Hive, How], Written]:
    def write(hive: Hive, how: How) -> Written:
        from hivetool.regtext.writer import encoded_reg, write_reg_partly

        edits: Iterator[Edit] = iter((CreateKey(""), *whole(hive)))
        text, lost = write_reg_partly(edits, how.root, version=version, encoding=how.encoding)
        reasons = tuple(str(error) for error in lost)
        data = encoded_reg(text, version, how.encoding)
        return Written(hive, how, data, tuple(error.at for error in lost), reasons)

    return write


def _reg_again(written: Written) -> Iterator[str]:
    from hivetool.regtext.reader import read_reg
    from hivetool.regtext.tree import hive_from_reg

    old = not written.data.startswith(b"\xff\xfe")
    text = read_reg(written.data, encoding=written.how.encoding if old else None, root=written.how.root)
    lost = frozenset((upcase(at.path or ""), None if at.value is None else upcase(at.value)) for at in written.lost)
    wrong = [edit for edit in diff(hive_from_reg(text), written.meant) if not _is_lost(edit, lost)]
    yield from (f"{Location(edit.key, getattr(edit, 'name', None))}: it is not as it was meant" for edit in wrong)


def _is_lost(edit: Edit, lost: frozenset[tuple[str, str | None]]) -> bool:
    """Whether the edit is about a key or value that the format cannot hold, or about something below such a key."""
    names = upcase(edit.key).split("\\")
    above = ("\\".join(names[:count]) for count in range(1, len(names) + 1))
    if any((path, None) in lost for path in above):
        return True
    return isinstance(edit, SetValue | DeleteValue) and (upcase(edit.key), upcase(edit.name)) in lost


def _write_json(hive: Hive, how: How) -> Written:
    from hivetool.tables.json_writer import write_json

    return Written(hive, how, write_json(hive))


def _json_again(written: Written) -> Iterator[str]:
    from hivetool.tables.json_reader import read_json

    return _exactly(written, read_json(written.data))


def _write_sqlite(hive: Hive, how: How) -> Written:
    from hivetool.tables.sqlite_writer import write_sqlite

    return Written(hive, how, write_sqlite(hive))


def _sqlite_again(written: Written) -> Iterator[str]:
    from hivetool.tables.sqlite_reader import read_sqlite

    return _exactly(written, read_sqlite(written.data))


def _exactly(written: Written, read: Hive) -> Iterator[str]:
    """Every difference from a format that keeps all, and what the reader found wrong."""
    from hivetool.tables.faults import OF_THE_HIVE

    wrong = (problem for problem in read.problems if problem.code not in OF_THE_HIVE)
    yield from map(str, islice(wrong, MOST_SAID))
    yield from map(str, exact_differences(written.meant, read, MOST_SAID))


_NO_PLACE_FOR = "last-written times, classes, security descriptors and flags of keys"

TARGETS: tuple[Target, ...] = (
    Target(
        "regf",
        "a registry hive, version 1.5",
        (),
        "",
        _write_regf,
        (("read again", _said(_regf_again)), ("python-registry", _said(_second_reader)), ("check", _said(_checked))),
    ),
    Target(
        "reg",
        "a .reg file, version 5.00",
        (".reg",),
        _NO_PLACE_FOR,
        _reg_writer("5.00"),
        (("read again", _said(_reg_again)),),
    ),
    Target("reg4", "a REGEDIT4 file", (), _NO_PLACE_FOR, _reg_writer("4"), (("read again", _said(_reg_again)),)),
    Target("json", "a JSON document", (".json",), "", _write_json, (("read again", _said(_json_again)),)),
    Target(
        "sqlite",
        "an SQLite database",
        (".sqlite", ".db"),
        "",
        _write_sqlite,
        (("read again", _said(_sqlite_again)),),
    ),
)
"""The first row is what a file is written as whose suffix no row has."""


def target_for(path: str) -> Target:
    """The format that a file's suffix asks for."""
    suffix = os.path.splitext(path)[1].lower()
    return next((target for target in TARGETS if suffix in target.suffixes), TARGETS[0])


def target_named(name: str) -> Target:
    """The row with this name."""
    return next(target for target in TARGETS if target.name == name)
