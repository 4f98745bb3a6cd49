"""Any accepted input as a hive. The doors are imported when they are needed, so importing this is cheap."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.hive.location import Location
from hivetool.regtext.errors import NoSuchRoot as NoSuchRootInText
from hivetool.regtext.faults import in_marks

from .errors import InputError, NoSuchRoot, NotAHive
from .files import Input, read_input
from .sniff import UNKNOWN, Door, sniff

if TYPE_CHECKING:
    from hivetool.hive.hive import Hive

MOST_CANDIDATES = 10
"""Keys that are listed when a root is not there."""


def open_hive(
    source: str | os.PathLike[str] | bytes,
    *,
    encoding: str | None = None,
    root: str | None = None,
    name: str | None = None,
) -> Hive:
    r"""Read a hive from a path, or from ``source`` itself if it is bytes; its content decides how.

    ``encoding`` is for `.reg` text that has no byte order mark and is not UTF-8. ``root`` chooses a key to be
    the root: ``HKEY_LOCAL_MACHINE\NAME\…`` in a `.reg` file, a path below the root key in both. ``name`` is
    what messages call the input. Raises :class:`InputError` or a subclass: :class:`CannotRead`,
    :class:`NotAHive`, :class:`NoSuchRoot`; a door's own error is the ``__cause__``.
    """
    given = read_input(source, name)
    kind = sniff(given.data, encoding)
    if kind.door is None:
        begins = f" (it begins with {given.data[:4]!r}, a hive with b'regf')" if kind is UNKNOWN else ""
        reason = f"this is {kind.what}, not a registry hive{begins}; {kind.advice}"
        raise NotAHive(reason, kind.start, given.name, kind.kind)
    try:
        return _DOORS[kind.door](given, encoding, root)
    except InputError:
        raise
    except NoSuchRootInText as error:
        raise NoSuchRoot(error.reason, error.at, given.name, error.wanted, error.candidates) from error
    except UnreadableInput as error:
        raise InputError(error.reason, error.at, given.name) from error
    except HivetoolError as error:
        raise InputError(str(error), input=given.name) from error


def _regf(given: Input, encoding: str | None, root: str | None) -> Hive:
    from hivetool.regf.reader import read_regf

    hive = read_regf(given.data)
    if not root:
        return hive
    key = hive.find("\\".join(name for name in root.split("\\") if name))
    if key is not None:
        return hive.rooted_at(key)
    names = tuple(subkey.name for subkey in hive.root.subkeys[:MOST_CANDIDATES])
    listed = ", ".join(map(in_marks, names)) or "none"
    reason = f"there is no key {in_marks(root)}; the keys below the root are {listed}"
    raise NoSuchRoot(reason, Location(offset=0), given.name, root, names)


def _reg(given: Input, encoding: str | None, root: str | None) -> Hive:
    from hivetool.regtext.reader import read_reg
    from hivetool.regtext.tree import hive_from_reg

    return hive_from_reg(read_reg(given.data, encoding, root))


_DOORS: Mapping[Door, Callable[[Input, str | None, str | None], Hive]] = MappingProxyType({"regf": _regf, "reg": _reg})
