"""What an input holds that could be read as a hive: one file, or those of an archive or a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from .containers import BETWEEN, Beside, Member, beside, folder_members, zip_members
from .errors import EXPORT, CannotRead, InputError, NotAHive, shown
from .files import Input, exists, is_folder, names_beside, read_input
from .sniff import HEAD, UNKNOWN, Signature, sniff
from .unpack import unpacked

MOST_PACKED: Final = 3
"""How often a file may be packed into another one."""

MOST_NAMES: Final = 10
"""Members that a message lists."""

Source = str | os.PathLike[str] | bytes


@dataclass(frozen=True, eq=False)
class Candidate:
    """Something that is read as a hive: what to call it, what it is, and how to have it and the files beside it.

    ``read`` and ``read_beside`` raise :class:`CannotRead`.
    """

    name: str
    kind: Signature
    read: Callable[[], bytes]
    beside: Callable[[], Beside]
    read_beside: Callable[[str], bytes]


@dataclass(frozen=True, eq=False)
class Findings:
    """The candidates in an input, and the members that could not be looked into."""

    candidates: tuple[Candidate, ...]
    errors: tuple[InputError, ...] = ()


def find(source: Source, name: str | None = None, encoding: str | None = None) -> Findings:
    """The candidates in a file, an archive, a folder or bytes; ``FILE::MEMBER`` is one member.

    Raises :class:`CannotRead`, and :class:`NotAHive` where there is no candidate at all.
    """
    path = None if isinstance(source, bytes | bytearray | memoryview) else os.fspath(source)
    if path is not None and is_folder(path):
        return _members(folder_members(path), name or path, "folder", encoding)
    if path is not None and BETWEEN in path and not exists(path):
        container, member = _split(path)
        if container:
            return _one_of(container, member, encoding)
    return _file(read_input(source, name), path, encoding)


def _split(path: str) -> tuple[str, str]:
    """An existing container and the name of a member; two empty strings if there is none."""
    at = path.find(BETWEEN)
    while at >= 0:
        if exists(path[:at]):
            return path[:at], path[at + len(BETWEEN) :]
        at = path.find(BETWEEN, at + 1)
    return "", ""


def _file(given: Input, path: str | None, encoding: str | None) -> Findings:
    data, kind = _bare(given.data, given.name, encoding)
    if kind.door == "archive":
        return _members(zip_members(data, given.name), given.name, "zip archive", encoding)
    if kind.door is None:
        begins = f" (it begins with {data[:4]!r}, a hive with b'regf')" if kind is UNKNOWN else ""
        reason = f"this is {kind.what}, not a registry hive{begins}; {kind.advice}"
        raise NotAHive(reason, kind.start, given.name, kind.kind)
    folder, listed = ("", _nothing) if path is None else _neighbors(path)
    own = os.path.basename(path or "")
    read = lambda short: read_input(os.path.join(folder, short)).data  # noqa: E731
    return Findings((Candidate(given.name, kind, lambda: data, lambda: beside(own, listed()), read),))


def _neighbors(path: str) -> tuple[str, Callable[[], tuple[str, ...]]]:
    return os.path.dirname(path), lambda: names_beside(path)[1]


def _nothing() -> tuple[str, ...]:
    return ()


def _bare(data: bytes, name: str, encoding: str | None) -> tuple[bytes, Signature]:
    """The data out of what it is packed in, and what it is."""
    kind = sniff(data, encoding)
    for _ in range(MOST_PACKED):
        if kind.door != "packed":
            break
        data = unpacked(data, kind.kind, name)
        kind = sniff(data, encoding)
    if kind.door == "packed":
        raise CannotRead(f"it is packed more than {MOST_PACKED} times", input=name)
    return data, kind


def _one_of(container: str, member: str, encoding: str | None) -> Findings:
    if is_folder(container):
        members, what = folder_members(container), "folder"
    else:
        given = read_input(container)
        data, kind = _bare(given.data, container, encoding)
        if kind.door != "archive":
            raise CannotRead(f"this is {kind.what}, it has no members", input=container)
        members, what = zip_members(data, container), "zip archive"
    chosen = [each for each in members if each.name == member]
    chosen = chosen or [each for each in members if each.name.lower() == member.lower()]
    if not chosen:
        raise CannotRead(f"the {what} has no member {shown(member)!r}; it has {_listed(members)}", input=container)
    called = f"{container}{BETWEEN}{chosen[0].name}"
    found = _file(Input(called, chosen[0].read()), None, encoding)
    return Findings(tuple(_with_neighbors(each, chosen[0], members) for each in found.candidates))


def _members(members: tuple[Member, ...], name: str, what: str, encoding: str | None) -> Findings:
    candidates: list[Candidate] = []
    errors: list[InputError] = []
    names = {each.name.lower() for each in members}
    for member in members:
        if _is_log_of_another(member.name.lower(), names):
            continue
        try:
            found = _candidate(member, f"{name}{BETWEEN}{member.name}", encoding)
        except InputError as error:
            errors.append(error)
            continue
        if found:
            candidates.append(_with_neighbors(found, member, members))
    if not candidates and not errors:
        seen = f"it has {_listed(members)}" if members else "it is empty"
        raise NotAHive(f"there is no registry hive and no .reg file in this {what}: {seen}; {EXPORT}", input=name)
    return Findings(tuple(candidates), tuple(errors))


def _is_log_of_another(name: str, names: set[str]) -> bool:
    stem, _, suffix = name.rpartition(".")
    return suffix in ("log", "log1", "log2") and stem in names


def _candidate(member: Member, name: str, encoding: str | None) -> Candidate | None:
    kind = sniff(member.head(HEAD), encoding)
    read = member.read
    if kind.door == "packed":
        data, kind = _bare(member.read(), name, encoding)
        read = lambda: data  # noqa: E731
    if kind.door is None or kind.door == "archive":
        return None
    return Candidate(name, kind, read, lambda: Beside((), ()), lambda short: b"")


def _with_neighbors(found: Candidate, member: Member, members: tuple[Member, ...]) -> Candidate:
    """The candidate with the other members of its folder beside it."""
    folder, slash, own = member.name.rpartition("/")
    near = {each.name[len(folder + slash) :]: each for each in members if each.name.startswith(folder + slash)}
    return Candidate(found.name, found.kind, found.read, lambda: beside(own, near), lambda short: near[short].read())


def _listed(members: Iterable[Member]) -> str:
    names = [shown(each.name) for each in members]
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "") or "no members"
