"""`.reg` bytes to a :class:`RegText`: parsed once, read as edits or as a hive."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from hivetool.hive.errors import Problem, check_none
from hivetool.hive.location import Location
from hivetool.hive.spans import Ints

from .blockscan import scan_units
from .edits import Edits
from .errors import NoKeyLine
from .faults import Fault, FaultList
from .lines import Units, decoded_units
from .roots import below, chosen_root, found_root, relative_path
from .rows import RegRows, RowsBuilder


@dataclass(frozen=True, eq=False)
class RegText:
    r"""A parsed `.reg` file, or a listing of ``reg query``.

    ``edits`` has one edit a key line and value, in file order, with paths relative to ``root``; ``root`` is
    the full path of the root key (``HKEY_LOCAL_MACHINE\Cluster``) or ``""``; ``problems`` are in file order;
    ``encoding`` is a codec of Python; ``size`` counts bytes; ``version`` is ``5.00``, ``4`` or, for a listing,
    empty; ``rows`` is the table behind it all.
    """

    edits: Edits
    root: str
    problems: tuple[Problem, ...]
    encoding: str
    size: int
    version: str = "5.00"
    kind: Literal["reg", "reg-query"] = "reg"
    rows: RegRows = field(repr=False, kw_only=True)

    def as_listing(self) -> RegText:
        """The same as what ``reg query`` listed, with the problem that says what this means."""
        fault = Fault.QUERY_LOSSY
        lossy = Problem(fault.code, f"{fault.message}: {fault.done}", Location(line=1), fault.severity)
        return replace(self, kind="reg-query", problems=(lossy, *self.problems))


def read_reg(data: bytes, encoding: str | None = None, root: str | None = None, strict: bool = False) -> RegText:
    r"""Parse a `.reg` file of version 5.00 or the older REGEDIT4.

    ``encoding`` is for text without a byte order mark that is not UTF-8. ``root`` chooses a key to make paths
    relative to; keys outside it are left out. Data in ``hex(n):`` is stored byte for byte whatever its type, save
    that of text types in a REGEDIT4 file of single bytes, which is text of the code page; a string is stored as
    UTF-16LE with one NUL. Raises :class:`UnreadableText`, :class:`NoHeader`, :class:`NoKeyLine` and
    :class:`NoSuchRoot`; what can be survived is in ``problems``, or with ``strict`` raised as
    :class:`hivetool.hive.errors.Damaged`.
    """
    faults = FaultList()
    units, codec = decoded_units(data, encoding, faults)
    builder = RowsBuilder()
    found, closing = scan_units(units, builder, faults, codec)
    if not found.key_lines:
        raise _no_key_line(faults)
    rows = builder.rows(_ended(units, closing))
    whole = below_root(rows, root, faults, len(data), codec, found.version)
    if strict:
        check_none(whole.problems)
    return whole


def _ended(units: Units, closing: Ints) -> bytes:
    """The text with a NUL for each quotation mark that ends a string: what stands before it is its data."""
    ended = units.copy()
    ended[closing] = 0
    return ended.tobytes()


def below_root(whole: RegRows, root: str | None, faults: FaultList, size: int, encoding: str, version: str) -> RegText:
    """What was parsed, as seen from its root; raises :class:`NoSuchRoot`."""
    key = found_root(whole.paths) if root is None else chosen_root(whole.paths, root)
    rows = below(whole, key)
    problems: tuple[Problem, ...] = ()
    if len(faults):
        names = [path if (short := relative_path(path, key)) is None else short for path in whole.paths]
        problems = faults.problems(names)
    return RegText(Edits(rows), key, problems, encoding, size, version, rows=rows)


def _no_key_line(faults: FaultList) -> NoKeyLine:
    first = faults.first()
    if first is None:
        return NoKeyLine("there is no key line below the header", Location(line=1))
    return NoKeyLine(f"no key line can be read: {first.message}", first.at)
