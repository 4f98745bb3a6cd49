"""Which group has which resources: the groups' lists, each resource in the first group that lists it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from typing import Literal

from hivetool.hive.upcase import upcase


@dataclass(frozen=True, slots=True)
class Stray:
    """Something that a group lists and does not have; ``place`` is the group's place among all groups."""

    place: int
    listed: str
    why: Literal["missing", "taken"]


@dataclass(frozen=True, eq=False)
class Membership:
    """``group_of`` is a group's id by a resource's id in upper case; ``stored`` the ids of all members, group by group,
    and ``ends`` where in it each group ends."""

    stored: list[str]
    ends: list[int]
    group_of: Mapping[str, str]
    strays: tuple[Stray, ...] = ()

    def members(self, place: int) -> tuple[str, ...]:
        """The ids of a group's resources, in stored order; the group by its place among all."""
        return tuple(self.stored[self.ends[place - 1] if place else 0 : self.ends[place]])


def membership(groups: Sequence[str], lists: Sequence[str | None], ids: Mapping[str, str]) -> Membership:
    """From the ids of the groups and what each stores as Contains, a text with NULs between the items.

    ``ids`` has the ids of the resources by themselves in upper case.
    """
    texts = [text or "" for text in lists]
    return _in_order(groups, texts, ids) or _one_by_one(groups, texts, ids)


def _in_order(groups: Sequence[str], texts: list[str], ids: Mapping[str, str]) -> Membership | None:
    """All at once, None if a group lists what it does not have."""
    flat = upcase("\0".join(filter(None, texts))).split("\0") if any(texts) else []
    stored = [identity for identity in map(ids.get, flat) if identity is not None]
    counts = [text.count("\0") + 1 if text else 0 for text in texts]
    group_of = dict(zip(flat, chain.from_iterable(map(repeat, groups, counts)), strict=True))
    if len(stored) < len(flat) or len(group_of) < len(flat):
        return None
    return Membership(stored, list(accumulate(counts)), group_of)


def _one_by_one(groups: Sequence[str], texts: list[str], ids: Mapping[str, str]) -> Membership:
    found: list[str] = []
    ends: list[int] = []
    group_of: dict[str, str] = {}
    strays: list[Stray] = []
    for place, (group, text) in enumerate(zip(groups, texts, strict=True)):
        for listed in text.split("\0") if text else ():
            upcased = upcase(listed)
            stored = ids.get(upcased)
            if stored is None or upcased in group_of:
                strays.append(Stray(place, listed, "missing" if stored is None else "taken"))
            else:
                found.append(stored)
                group_of[upcased] = group
        ends.append(len(found))
    return Membership(found, ends, group_of, tuple(strays))
