"""Which resource needs which: expressions as stored, and what to do about cycles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hivetool.hive.upcase import upcase

from .model import Dependency


def mentioned(text: str, ids: Mapping[str, str]) -> Iterator[str]:
    """The resource ids in a text: an id, a list of ids, or an expression such as ``[id] AND ([id] OR [id])``.

    ``ids`` maps upper-cased ids to ids as stored. AND and OR are not told apart.
    """
    words = "".join(char if char.isalnum() or char in "-{}_." else " " for char in text)
    for word in words.split():
        found = ids.get(upcase(word)) or ids.get(upcase(word.strip("{}")))
        if found is not None:
            yield found


def without_cycles(dependencies: tuple[Dependency, ...]) -> tuple[tuple[Dependency, ...], tuple[Dependency, ...]]:
    """The dependencies that lie on no cycle (nor between two cycles), and those that do."""
    needs: dict[str, set[str]] = {}
    needed_by: dict[str, set[str]] = {}
    for item in dependencies:
        for provider in item.providers:
            needs.setdefault(item.dependent, set()).add(provider)
            needed_by.setdefault(provider, set()).add(item.dependent)
    inner = _trimmed(_trimmed(set(needs) | set(needed_by), needs, needed_by), needed_by, needs)
    cyclic = tuple(item for item in dependencies if item.dependent in inner and inner & set(item.providers))
    return tuple(item for item in dependencies if item not in cyclic) if cyclic else dependencies, cyclic


def _trimmed(names: set[str], needs: dict[str, set[str]], needed_by: dict[str, set[str]]) -> set[str]:
    """``names`` without those from which no way along ``needs`` goes on for ever."""
    left = {name: len(needs.get(name, set()) & names) for name in names}
    free = [name for name, count in left.items() if count == 0]
    while free:
        name = free.pop()
        left.pop(name)
        for other in needed_by.get(name, ()):
            if other in left:
                left[other] -= 1
                if left[other] == 0:
                    free.append(other)
    return set(left)
