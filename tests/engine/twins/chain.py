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

    def satisfied(self, item: Item, without: list[Item] | None = None) -> bool:
        needs = [self.items[number] for number in item.needs]
        gone = [*(without or []), *self.wait_offline]
        there = [each.known == "Online" and each not in gone for each in needs]
        return any(there) if item.any and there else all(there)

    def dependents(self, item: Item) -> list[Item]:
        return [other for other in self.items if self.items.index(item) in other.needs]

    def cannot_stay(self, item: Item) -> list[Item]:
        """What is online, or coming online, and cannot be without the item; each before what depends on it."""
        gone = [item]
        for one in gone:
            for other in self.dependents(one):
                up = other.known in ("Online", "OnlinePending")
                if up and other not in gone and not self.satisfied(other, gone):
                    gone.append(other)
        return gone[1:]

    def follow(self, item: Item) -> None:
        """It waited for what it depends on, and that is back."""
        idle = item.call is None and not item.given_up and item.known != "Online" and not self.leaving
        if item.waits and idle and self.satisfied(item):
            item.waits = False
            self.act(f"online {item.name} on {self.owner}")
            self.todo.append(lambda: self.bring_online(item))
