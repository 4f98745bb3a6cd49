"""Groups and nodes once more, small, slow and obvious: every step looks at everything. Here: what a group does.

It knows resources without dependencies, whose Offline always succeeds, and no restarts on the same node: a resource
that fails is failed at once (RestartThreshold 0). Times are in milliseconds, multiples of ``STEP_MS``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Set

from .model import STEP_MS, Cluster, Group, Resource
from .votes import Votes

RUNNING = ("up", "paused")


class Replay(ABC):
    """One replay: ``run``, then ``actions`` as (time, text) and the states."""

    def __init__(self, cluster: Cluster, groups: list[Group]) -> None:
        self.cluster, self.groups = cluster, groups
        self.nodes = dict(cluster.nodes)
        self.alive = {node for node, state in self.nodes.items() if state != "down"}
        self.paused = {node for node, state in self.nodes.items() if state == "paused"}
        self.silent: dict[int, int] = {}
        self.leaving: set[int] = set()
        self.isolated_at: dict[int, int] = {}
        self.left_at: dict[int, list[int]] = {node: [] for node in self.nodes}
        self.written: list[tuple[int, int | None, Resource, int]] = []
        self.now = 0
        self.actions: list[tuple[int, str]] = []
        self.todo: list[tuple[int, int, Callable[[], None]]] = []
        self.posted = 0
        self.quorum = bool(self.members())
        up = [node for node in self.members() if cluster.voting.weights[node]]
        self.votes = cluster.voting.balanced(self.members() if up else list(self.nodes), None)
        self.before: Votes | None = None
        self.loss: Votes | None = None
        for node, state in self.nodes.items():
            if state in ("isolated", "quarantined"):
                self.held_from_the_start(node, state)
        for group in groups:
            group.homeless = group.owner is None
            for each in group.members:
                each.status = each.known = "Online" if each.recorded and group.owner else "Offline"

    @abstractmethod
    def becomes(self, node: int, what: str) -> None:
        """Something happens to a node."""

    @abstractmethod
    def held_from_the_start(self, node: int, state: str) -> None:
        """A node is isolated or quarantined at 0."""

    @abstractmethod
    def departed(self, node: int | None) -> None:
        """A group has left a node that is shut down."""

    @abstractmethod
    def find(self, group: Group, leaving: int | None, tried: Set[int] = frozenset(), best: bool = False) -> int | None:
        """The node for a group."""

    @abstractmethod
    def apart(self, group: Group, node: int) -> bool:
        """Whether no other group of the same class is on the node."""

    @abstractmethod
    def place_later(self, group: Group, on_arrival: bool = False) -> None:
        """A group cannot stay where it was going."""

    # The clock

    def run(self, events: list[tuple[int, str, int | str, str]], until: int) -> None:
        while self.now <= until:
            for at, what, subject, argument in events:
                if at == self.now:
                    self.happens(what, subject, argument)
            for each in self.resources():
                if each.call is not None and each.call[1] == self.now:
                    self.ends(each)
            self.settle()
            for each in self.resources():
                since = each.since if self.cluster.windows else 0
                if self.now > since and (self.now - since) % self.cluster.interval == 0:
                    self.check(each)
                    self.settle()
            self.now += STEP_MS

    def later(self, what: Callable[[], None], wait: int = 0) -> None:
        self.posted += 1
        self.todo.append((self.now + wait, self.posted, what))

    def settle(self) -> None:
        while due := [item for item in self.todo if item[0] <= self.now]:
            first = min(due, key=lambda item: item[:2])
            self.todo.remove(first)
            first[2]()

    def act(self, text: str) -> None:
        self.actions.append((self.now, text))

    # What there is

    def resources(self) -> list[Resource]:
        return [each for group in self.groups for each in group.members]

    def group_of(self, resource: Resource) -> Group:
        return next(group for group in self.groups if resource in group.members)

    def members(self) -> list[int]:
        return [node for node, state in self.nodes.items() if state in RUNNING]

    def runs(self, node: int | None) -> bool:
        return node is not None and self.nodes[node] in RUNNING and node not in self.silent

    def believed(self, node: int | None) -> bool:
        """Whether the cluster takes the node for a member."""
        return node is not None and self.nodes[node] in RUNNING

    def hosted(self, group: Group) -> bool:
        """Whether RHS of a node has the group; on a paused node that it only fell back on it may not come online."""
        return self.runs(group.owner) and group.target is None and not group.homeless and group.awaits is None

    def in_order(self, groups: list[Group]) -> list[Group]:
        return sorted(groups, key=lambda group: -group.priority)

    def on(self, node: int) -> list[Group]:
        return [group for group in self.groups if group.owner == node]

    def possible(self, group: Group, node: int) -> bool:
        return all(node in each.possible for each in group.members)

    # Events

    def happens(self, what: str, subject: int | str, argument: str) -> None:
        if isinstance(subject, int):
            self.becomes(subject, what)
        elif what == "fails":
            self.reports_failed(next(each for each in self.resources() if each.name == subject))
        else:
            group = next(group for group in self.groups if group.name == subject)
            if what in ("move", "live"):
                self.move(group, argument, what == "live")
            else:
                self.command(group, what)

    def reports_failed(self, resource: Resource) -> None:
        if resource.call is not None:
            self.ends(resource, "Failed")
        else:
            resource.status, resource.given_up = "Failed", False

    def command(self, group: Group, what: str) -> None:
        if not self.quorum:
            return
        willing = []
        for each in group.members:
            if each.call is None:
                self.record(each, int(what == "online"))
                if what == "offline":
                    self.comes_no_more(group, each)
                if each.known != what.capitalize():
                    each.given_up = False
                    willing.append(each)
        if group.target is not None:
            return
        for each in willing:
            each.unheard = not self.runs(group.owner)
        if self.runs(group.owner):
            self.carry_out(group, what, willing)

    def hears(self, node: int) -> None:
        """A node that did not answer does so again."""
        for group in self.on(node):
            late = [each for each in group.members if each.unheard and self.hosted(group) and each.call is None]
            self.carry_out(group, "offline", [each for each in late if not each.recorded and each.known != "Offline"])
            self.carry_out(group, "online", [each for each in late if each.recorded and each.known != "Online"])
            for each in group.members:
                each.unheard = False

    def carry_out(self, group: Group, what: str, willing: list[Resource]) -> None:
        for each in willing:
            self.act(f"{what} {each.name} on {group.owner}")
            if what == "online":
                group.offline_there = group.homeless = False
                group.awaits = None
                group.arriving.add(each.name)
                self.later(lambda each=each: self.bring_online(each))  # type: ignore[misc]
            else:
                group.going.add(each.name)
                self.begin(each, "Offline")

    def record(self, resource: Resource, value: int) -> None:
        if resource.recorded != value:
            self.written.append((self.now, self.group_of(resource).owner, resource, resource.recorded))
            resource.recorded = value

    def move(self, group: Group, argument: str, live: bool) -> None:
        target = self.find(group, group.owner, best=True) if argument == "best" else int(argument)
        if not self.quorum or target is None or self.pending(group):
            return
        there = target == group.owner and self.runs(target)
        if there or self.nodes[target] != "up" or not self.possible(group, target):
            return
        if self.cluster.hard and not self.apart(group, target):
            return
        out_of_touch = group.owner in self.silent or (group.owner is not None and self.nodes[group.owner] == "isolated")
        if (out_of_touch and not group.homeless) or (live and not self.has_running_machine(group)):
            return
        self.act(f"move {group.name} to {target}")
        if live:
            self.migrate(group, target)
        elif self.runs(group.owner):
            self.leave(group, target)
        else:
            self.settle_on(group, target, automatic=False)

    def pending(self, group: Group) -> bool:
        return group.target is not None or any(each.call is not None for each in group.members)

    def has_running_machine(self, group: Group) -> bool:
        return not self.pending(group) and any(each.machine and each.known == "Online" for each in group.members)

    # Resources

    def check(self, resource: Resource) -> None:
        group = self.group_of(resource)
        asked = not self.cluster.windows or resource.known == "Online"
        busy = resource.call is not None or resource.given_up
        if not busy and asked and self.hosted(group) and resource.status == "Failed":
            resource.known = "Failed"
            self.later(lambda: self.failed(resource))

    def failed(self, resource: Resource) -> None:
        group = self.group_of(resource)
        if resource.call is not None or resource.given_up or not resource.recorded or not self.runs(group.owner):
            return
        if self.cluster.windows:
            self.act(f"terminate {resource.name} on {group.owner}")
        resource.status = resource.known = "Failed"
        if group.target is not None or group.owner in self.leaving:
            return
        resource.given_up = True
        self.act(f"fail {resource.name} on {group.owner}")
        self.later(lambda: self.fail_over(group))

    def begin(self, resource: Resource, function: str) -> None:
        takes = resource.online_takes if function == "Online" else resource.offline_takes
        resource.call = function, self.now + takes
        resource.status = resource.known = f"{function}Pending"
        if not takes:
            self.ends(resource)

    def bring_online(self, resource: Resource) -> None:
        group = self.group_of(resource)
        wanted = resource.recorded or resource.name in group.arriving
        busy = resource.call is not None or resource.given_up or resource.status == "Online"
        if wanted and self.hosted(group) and not busy:
            self.begin(resource, "Online")

    def ends(self, resource: Resource, result: str = "") -> None:
        group = self.group_of(resource)
        assert resource.call is not None
        function = resource.call[0]
        if not result:
            result = "Failed" if function == "Online" and group.owner in resource.fails_on else function
        resource.call = None
        resource.status = resource.known = result
        if function == "Offline":
            self.later(lambda: self.is_offline(resource))
        elif result == "Online":
            resource.since = self.now
            self.later(lambda: self.is_online(resource))
        else:
            self.later(lambda: self.failed(resource))

    def is_online(self, resource: Resource) -> None:
        group = self.group_of(resource)
        if resource.status != "Online" or resource.name not in group.arriving:
            return
        group.arriving.discard(resource.name)
        if not group.arriving:
            group.tried.clear()

    def is_offline(self, resource: Resource) -> None:
        group = self.group_of(resource)
        if resource.name not in group.going:
            return
        group.going.discard(resource.name)
        if not group.going and group.target is not None:
            self.arrive(group)
        source = group.owner
        if not group.going and source in self.leaving:
            self.later(lambda: self.departed(source))

    def comes_no_more(self, group: Group, resource: Resource) -> None:
        group.arriving.discard(resource.name)
        if not group.arriving:
            group.tried.clear()

    # Groups that go somewhere

    def leave(self, group: Group, target: int, automatic: bool = False) -> None:
        group.target, group.automatic = target, automatic
        group.arriving.clear()
        running = [
            each
            for each in group.members
            if each.call is not None or (each.status != "Failed" and each.known != "Offline")
        ]
        self.take_offline(group, running)
        if not group.going:
            self.arrive(group)

    def take_offline(self, group: Group, members: list[Resource]) -> None:
        group.going |= {each.name for each in members}
        for each in members:
            if each.call is None or each.call[0] != "Offline":
                self.act(f"offline {each.name} on {group.owner}")
                self.begin(each, "Offline")

    def arrive(self, group: Group) -> None:
        source, target = group.owner, group.target
        assert target is not None
        group.target = None
        if self.nodes[target] != "up" or target in self.leaving:
            self.later(lambda: self.place_later(group, on_arrival=True))
            return
        self.settle_on(group, target, automatic=group.automatic)
        if source in self.leaving:
            self.later(lambda: self.departed(source))

    def settle_on(self, group: Group, target: int, online: bool = True, automatic: bool = True) -> None:
        group.owner, group.homeless, group.no_candidate = target, self.nodes[target] != "up", False
        group.awaits = None
        group.offline_there = self.nodes[target] != "up" or not online or (automatic and group.priority == 0)
        for each in group.members:
            each.given_up = each.unheard = False
            each.status = each.known = "Offline"
        for each in group.members if not group.offline_there else ():
            if each.recorded:
                group.arriving.add(each.name)
                self.act(f"online {each.name} on {target}")
                self.later(lambda each=each: self.bring_online(each))  # type: ignore[misc]

    def migrate(self, group: Group, target: int) -> None:
        source, group.owner = group.owner, target
        if source in self.leaving:
            self.later(lambda: self.departed(source))

    def fail_over(self, group: Group) -> None:
        if group.target is not None or not self.runs(group.owner):
            return
        limit = len(self.nodes) - 1 if group.limit is None else group.limit
        target = None
        group.no_candidate = False
        if group.moves < limit:
            target = self.find(group, group.owner, tried=set() if self.cluster.windows else set(group.tried))
            group.no_candidate = target is None
        if target is None:
            self.act(f"give-up {group.name} on {group.owner}")
            group.tried.clear()
            group.arriving -= {each.name for each in group.members if each.given_up}
            return
        assert group.owner is not None
        group.moves += 1
        group.tried.add(group.owner)
        self.act(f"failover {group.name} to {target}")
        self.leave(group, target, automatic=True)
