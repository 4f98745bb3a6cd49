"""`.reg` bytes to a :class:`RegText`: parsed once, read as edits or as a hive."""

from __future__ import annotations

from dataclasses import dataclass, field

from hivetool.hive.errors import Problem
from hivetool.hive.location import Location

from .decoding import decoded, lines_of
from .edits import Edits
from .errors import NoKeyLine
from .faults import FaultList
from .roots import below, chosen_root, found_root, relative_path
from .rows import RegRows, RowsBuilder
from .scan import scan


@dataclass(frozen=True, eq=False)
class RegText:
    r"""A parsed `.reg` file.

    ``edits`` has one edit a key line and value, in file order, with paths relative to ``root``; ``root`` is
    the full path of the root key (``HKEY_LOCAL_MACHINE\Cluster``) or ``""``; ``problems`` are in file order;
    ``encoding`` is a codec of Python; ``size`` counts bytes; ``rows`` is the table behind it all.
    """

    edits: Edits
    root: str
    problems: tuple[Problem, ...]
    encoding: str
    size: int
    version: str = "5.00"
    rows: RegRows = field(repr=False, kw_only=True)


def read_reg(data: bytes, encoding: str | None = None, root: str | None = None) -> RegText:
    r"""Parse a `.reg` file of version 5.00.

    ``encoding`` is for text without a byte order mark that is not UTF-8. ``root`` chooses a key to make paths
    relative to; keys outside it are left out. Data in ``hex(n):`` is stored byte for byte whatever its type,
    a string as UTF-16LE with one NUL. Raises :class:`UnreadableText`, :class:`NoHeader`, :class:`NoKeyLine`
    and :class:`NoSuchRoot`; what can be survived is in ``problems``.
    """
    faults = FaultList()
    text = decoded(data, encoding, faults)
    builder = RowsBuilder()
    if not scan(lines_of(text.text), builder, faults):
        raise _no_key_line(faults)
    whole = builder.rows()
    key = found_root(whole.paths) if root is None else chosen_root(whole.paths, root)
    rows = below(whole, key)
    names = [path if (short := relative_path(path, key)) is None else short for path in whole.paths]
    return RegText(Edits(rows), key, faults.problems(names), text.encoding, len(data), rows=rows)


def _no_key_line(faults: FaultList) -> NoKeyLine:
    first = faults.first()
    if first is None:
        return NoKeyLine("there is no key line below the header", Location(line=1))
    return NoKeyLine(f"no key line can be read: {first.message}", first.at)
