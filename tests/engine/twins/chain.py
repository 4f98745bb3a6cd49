"""What depends on what in the twin of one group, and what its clock and its list of actions are."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from .items import Item


class Chain(ABC):
    """The resources of a group and what each needs of the others."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.owner, self.leaving, self.now = 1, 0, 0
        self.wait_offline: list[Item] = []
        self.actions: list[tuple[int, str]] = []
        self.todo: list[Callable[[], None]] = []

    @abstractmethod
    def bring_online(self, item: Item) -> None:
        """Execute the Online function, if it is wanted and can be."""

    def act(self, text: str) -> None:
        self.actions.append((self.now, text))

    def satisfied(self, item: Item) -> bool:
        there = [each.known == "Online" and each not in self.wait_offline for each in self.needs(item)]
        return any(there) if item.any and there else all(there)

    def needs(self, item: Item) -> list[Item]:
        return [self.items[number] for number in item.needs]

    def may_stay(self, item: Item, without: list[Item]) -> bool:
        """As ``satisfied``, but a machine that is online bears it that what it needs is away with a process."""
        bears = item.returns or (item.machine and item.known == "Online")
        gone = [*without, *self.wait_offline]
        there = [(each.known == "Online" or (bears and each.returns)) and each not in gone for each in self.needs(item)]
        return any(there) if item.any and there else all(there)

    def dependents(self, item: Item) -> list[Item]:
        return [other for other in self.items if self.items.index(item) in other.needs]

    def cannot_stay(self, item: Item) -> list[Item]:
        """What is online, or coming online, and cannot be without the item; each before what depends on it."""
        found: list[Item] = []
        for one in (looked_at := [item]):
            for other in self.dependents(one):
                up = other.known in ("Online", "OnlinePending") or other.returns
                gone = found if item.returns else [item, *found]
                if up and other not in looked_at and not self.may_stay(other, gone):
                    found.append(other)
                    looked_at.append(other)
        return found

    def follow(self, item: Item) -> None:
        """It waited for what it depends on, and that is back."""
        idle = item.call is None and not item.given_up and item.known != "Online" and not self.leaving
        if item.waits and idle and self.satisfied(item):
            item.waits = False
            self.act(f"online {item.name} on {self.owner}")
            self.todo.append(lambda: self.bring_online(item))
