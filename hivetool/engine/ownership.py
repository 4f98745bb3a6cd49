"""Which node owns which groups, kept as the difference to how it was at 0: a replay moves few of many groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class Ownership:
    """``first``: the groups (ids) of each node at 0, in stored order; ``order``: the place of each group there."""

    def __init__(self, first: Mapping[str, Sequence[str]], order: Mapping[str, int]) -> None:
        self._first, self._order = first, order
        self._left: dict[str, set[str]] = {}
        self._came: dict[str, set[str]] = {}

    def groups_on(self, node: str) -> list[str]:
        """The ids of the groups that the node owns, in stored order."""
        left, came = self._left.get(node), self._came.get(node, ())
        first = self._first.get(node, ())
        found = [identity for identity in first if identity not in left] if left else list(first)
        return sorted((*found, *came), key=self._order.__getitem__) if came else found

    def count_on(self, node: str) -> int:
        """How many groups the node owns."""
        return len(self._first.get(node, ())) - len(self._left.get(node, ())) + len(self._came.get(node, ()))

    def moves(self, group: str, source: str | None, target: str) -> None:
        """The group is the target's now."""
        if source is not None:
            _differs(group, source, self._came, self._left)
        _differs(group, target, self._left, self._came)


def _differs(group: str, node: str, back: dict[str, set[str]], away: dict[str, set[str]]) -> None:
    """One more difference to who owned what at 0, or one less."""
    if group in back.get(node, ()):
        back[node].discard(group)
    else:
        away.setdefault(node, set()).add(group)
