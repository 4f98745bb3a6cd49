"""The other half of the twin: where groups are placed, and what happens to nodes."""

from __future__ import annotations

from collections.abc import Set

from .groups import Replay
from .model import Group
from .votes import WITNESS, enough

HOUR_MS = 3_600_000


class NodeTwin(Replay):
    """One replay: ``run``, then ``actions`` as (time, text) and the states."""

    # Placement

    def listed(self, group: Group, leaving: int | None, best: bool) -> list[int]:
        """Preferred owners, then the others by number; ``windows`` begins after the one that is left."""
        nodes = [*group.preferred, *(node for node in sorted(self.nodes) if node not in group.preferred)]
        if self.cluster.windows and leaving is not None and not best:
            place = nodes.index(leaving) + 1
            nodes = nodes[place:] + nodes[:place]
        return nodes

    def apart(self, group: Group, node: int) -> bool:
        """Whether no other group of the same class is on the node."""
        there = [group for group in self.groups if node in (group.owner, group.target)]
        return not any(other is not group and other.kind and other.kind == group.kind for other in there)

    def find(
        self,
        group: Group,
        leaving: int | None,
        tried: Set[int] = frozenset(),
        best: bool = False,
        states: tuple[str, ...] = ("up",),
    ) -> int | None:
        able = [
            node
            for node in self.listed(group, leaving, best)
            if node != leaving
            and self.nodes[node] in states
            and node not in self.leaving
            and self.possible(group, node)
        ]
        for node in able:
            if node not in tried and self.apart(group, node):
                return node
        for node in able:
            if self.apart(group, node):
                group.tried.clear()
                return node
        return able[0] if able and not self.cluster.hard else None

    def place(self, group: Group, word: str = "failover", online: bool = True) -> None:
        """Put a group that runs nowhere somewhere; on a paused node it stays offline."""
        gone = group.owner is not None and self.nodes[group.owner] != "up"
        leaving = group.owner if gone else None
        target = self.find(group, leaving, tried=set() if self.cluster.windows else set(group.tried))
        any_up = any(state == "up" and node not in self.leaving for node, state in self.nodes.items())
        if target is None and not self.runs(group.owner) and not any_up:
            target = self.find(group, leaving, states=("up", "paused"))
        if target is None:
            if not group.homeless:
                group.homeless = True
                group.tried.clear()
                self.act(f"give-up {group.name} on {group.owner}")
            return
        self.act(f"{word} {group.name} to {target}")
        self.settle_on(group, target, online)

    def place_later(self, group: Group, on_arrival: bool = False) -> None:
        placed = self.believed(group.owner) and not group.homeless and not on_arrival and group.awaits is None
        if group.target is not None or placed or not self.quorum:
            return
        word = "failover" if group.awaits is None else "move"
        group.awaits = None
        self.place(group, word)

    def place_homeless(self) -> None:
        for group in self.in_order(self.groups):
            stays = group.owner is not None and self.nodes[group.owner] == "isolated" and not group.homeless
            there = self.believed(group.owner) and not group.homeless and group.awaits is None
            if group.target is not None or stays or there:
                continue
            if group.awaits is None:
                self.place(group)
            elif self.nodes[group.awaits] == "up":
                node, group.awaits = group.awaits, None
                self.settle_on(group, node)
        for group in self.groups:
            waits, group.no_candidate = group.no_candidate, False
            if waits and any(each.given_up for each in group.members):
                self.later(lambda group=group: self.fail_over(group))  # type: ignore[misc]

    # Nodes that come and go

    def becomes(self, node: int, what: str) -> None:
        if node in self.silent and what != "up":
            return
        if node in self.leaving and what in ("shutdown", "paused", "drained", "resumed"):
            return
        dead_at_last = node not in self.alive and self.nodes[node] in ("down", "quarantined")
        state = "dead" if dead_at_last else self.nodes[node]
        allowed = {
            "down": ("up", "paused", "down", "isolated", "quarantined"),
            "shutdown": ("up", "paused"),
            "up": ("up", "paused", "isolated", "down", "dead") if node in self.silent else ("isolated", "down", "dead"),
            "paused": ("up",),
            "drained": ("up", "paused"),
            "resumed": ("paused",),
            "isolated": ("up", "paused"),
        }
        if state in allowed[what]:
            getattr(self, "set_paused" if what == "paused" else what)(node)

    def down(self, node: int) -> None:
        self.alive.discard(node)
        self.leaving.discard(node)
        if self.nodes[node] in ("up", "paused"):
            self.silent[node] = self.now
            self.lose_writes(node)
            died = self.now
            self.later(lambda: self.noticed(node, died), self.cluster.span_ms)
        for group in self.on(node):
            self.struck(group)

    def struck(self, group: Group) -> None:
        """What runs there stops, and the cluster does not know yet."""
        group.target = None
        group.going.clear()
        group.arriving.clear()
        for each in group.members:
            each.call, each.status = None, "Offline"

    def gone(self, group: Group) -> None:
        """The cluster knows it."""
        self.struck(group)
        for each in group.members:
            if each.known != "Failed":
                each.known = "Offline"

    def lose_writes(self, node: int) -> None:
        """``article``: what was written less than one interval ago is lost, the newest first."""
        for at, owner, resource, before in reversed(self.written):
            if owner == node and self.now - at < self.cluster.interval and not self.cluster.windows:
                resource.recorded = before
        self.written = [write for write in self.written if write[1] != node]

    def noticed(self, node: int, died: int) -> None:
        if self.silent.get(node) != died or not self.quorum:
            return
        lost = {each for each, at in self.silent.items() if self.now - at >= self.cluster.span_ms}
        for each in sorted(lost):
            self.takes_for_gone(each)
        self.loses(lost)

    def takes_for_gone(self, node: int) -> None:
        self.silent.pop(node, None)
        self.nodes[node] = "down"
        self.left_at[node].append(self.now)
        self.act(f"node-down {node}")

    def loses(self, lost: set[int]) -> None:
        if self.loss is None:
            self.loss = self.votes
            self.later(self.balance_after_loss, self.cluster.span_ms)
        votes = self.loss
        present = self.members()
        if not enough(votes, present):
            self.lose_quorum()
            return
        living = [node for node in present if node in self.alive]
        if votes[WITNESS] and living:
            self.act(f"arbitrate {self.cluster.witness} on {living[0]}")
        groups = [group for group in self.in_order(self.groups) if group.owner in lost and not self.stays(group)]
        for group in groups:
            self.gone(group)
        for group in groups:
            self.place(group)

    def stays(self, group: Group) -> bool:
        isolated = group.owner is not None and self.nodes[group.owner] == "isolated"
        return isolated and self.runs_a_machine(group)

    def runs_a_machine(self, group: Group) -> bool:
        return any(each.machine for each in group.members) and not self.pending(group)

    def lose_quorum(self) -> None:
        self.act("quorum-lost")
        self.quorum = False
        for group in self.groups:
            self.gone(group)
        for node in self.members():
            self.nodes[node] = "down"
        for node in [each for each, state in self.nodes.items() if state == "isolated"]:
            self.nodes[node] = "down"
            self.alive.discard(node)
        self.silent.clear()
        self.leaving.clear()

    def balance_after_loss(self) -> None:
        if self.loss is not None:
            self.loss = None
            self.balance()

    def balance(self) -> None:
        if self.quorum:
            self.votes = self.cluster.voting.balanced(self.members(), self.before or self.votes)
            self.before = None

    def shutdown(self, node: int) -> None:
        self.leaving.add(node)
        self.before = self.before or self.votes
        self.votes = self.votes | {node: 0}
        self.drain(node, self.cluster.live_shutdown)
        self.later(lambda: self.departed(node))

    def departed(self, node: int | None) -> None:
        if node is None or node not in self.leaving or any(group.target or group.going for group in self.on(node)):
            return
        self.leaving.discard(node)
        self.alive.discard(node)
        for group in self.on(node):
            self.gone(group)
            group.homeless = True
        self.nodes[node] = "down"
        self.act(f"node-down {node}")
        if self.members():
            self.balance()
        else:
            self.votes, self.before = self.before or self.votes, None
        if not enough(self.votes, self.members()):
            self.lose_quorum()

    def up(self, node: int) -> None:
        was = self.nodes[node]
        if was == "isolated" and node not in self.alive:
            was = "died"
        self.alive.add(node)
        if was == "quarantined":
            return
        if node in self.silent or was == "died":
            self.takes_for_gone(node)
            self.loses({node})
        if was != "isolated" and self.quorum and self.quarantines(node):
            return
        if self.quorum:
            self.joins(node)
        else:
            self.nodes[node] = "down"
            self.form()

    def quarantines(self, node: int) -> bool:
        recent = [at for at in self.left_at[node] if self.now - at < HOUR_MS]
        if not self.cluster.quarantine_after or len(recent) < self.cluster.quarantine_after:
            return False
        self.quarantined(node)
        return True

    def quarantined(self, node: int) -> None:
        self.nodes[node] = "quarantined"
        self.isolated_at[node] = since = self.now
        self.later(lambda: self.quarantine_over(node, since), self.cluster.quarantine_ms)

    def held_from_the_start(self, node: int, state: str) -> None:
        if state == "quarantined":
            self.quarantined(node)
            return
        self.isolated_at[node] = 0
        self.later(lambda: self.isolation_over(node, 0), self.cluster.isolation_ms)

    def quarantine_over(self, node: int, since: int) -> None:
        if self.isolated_at[node] == since and self.nodes[node] == "quarantined":
            self.left_at[node] = []
            if node not in self.alive:
                self.nodes[node] = "down"
            elif self.quorum:
                self.joins(node)
            else:
                self.nodes[node] = "down"
                self.form()

    def joins(self, node: int) -> None:
        self.nodes[node] = "paused" if node in self.paused else "up"
        self.act(f"node-up {node}")
        if self.loss is None:
            self.balance()
        self.hears(node)
        self.place_homeless()
        if self.nodes[node] == "up":
            for group in self.groups:
                if self.prefers(group, node):
                    self.act(f"failback {group.name} to {node}")
                    self.leave(group, node)

    def prefers(self, group: Group, node: int) -> bool:
        order, owner = group.preferred, group.owner
        if not group.fails_back or node not in order or not self.possible(group, node):
            return False
        if owner is None or owner == node or self.pending(group) or not self.runs(owner):
            return False
        if self.cluster.hard and not self.apart(group, node):
            return False
        return owner not in order or order.index(node) < order.index(owner)

    def form(self) -> None:
        up = [node for node in self.nodes if node in self.alive and self.nodes[node] not in ("isolated", "quarantined")]
        if not enough(self.votes, up):
            return
        self.quorum, self.loss = True, None
        for node in up:
            self.nodes[node] = "paused" if node in self.paused else "up"
            self.act(f"node-up {node}")
        self.balance()
        for group in self.in_order(self.groups):
            self.start(group)

    def start(self, group: Group) -> None:
        """Where it was, else where it prefers to be, after a while where it can be."""
        homes = [node for node in (group.owner, *group.preferred) if node is not None and self.possible(group, node)]
        if homes and self.nodes[homes[0]] == "up":
            self.settle_on(group, homes[0])
        elif homes and self.cluster.wait_ms:
            group.awaits = homes[0]
            self.later(lambda: self.place_later(group), self.cluster.wait_ms)
        else:
            self.place(group, "move")

    def set_paused(self, node: int) -> None:
        self.paused.add(node)
        self.nodes[node] = "paused"

    def drained(self, node: int) -> None:
        self.set_paused(node)
        self.drain(node, True)

    def drain(self, node: int, live: bool) -> None:
        for group in self.in_order(self.on(node)):
            if group.target is not None:
                continue
            target = self.find(group, node)
            if target is None:
                if node in self.leaving:
                    self.take_offline(group, [each for each in group.members if each.known != "Offline"])
                continue
            self.act(f"move {group.name} to {target}")
            if live and self.has_running_machine(group):
                self.migrate(group, target)
            else:
                self.leave(group, target)

    def resumed(self, node: int) -> None:
        self.paused.discard(node)
        self.nodes[node] = "up"
        self.place_homeless()

    def isolated(self, node: int) -> None:
        self.leaving.discard(node)
        self.nodes[node] = "isolated"
        self.isolated_at[node] = since = self.now
        longest = self.cluster.isolation_ms
        for group in self.on(node):
            if self.stays(group):
                wait = self.cluster.isolation_ms if group.stays_ms is None else group.stays_ms
                longest = max(longest, wait)
                self.later(lambda group=group: self.stay_over(node, since, group), wait)  # type: ignore[misc]
        self.later(lambda: self.isolation_over(node, since), longest)
        self.loses({node})

    def stay_over(self, node: int, since: int, group: Group) -> None:
        if self.isolated_at[node] == since and self.nodes[node] == "isolated" and self.quorum and group.owner == node:
            self.gone(group)
            self.place(group)

    def isolation_over(self, node: int, since: int) -> None:
        if self.isolated_at[node] == since and self.nodes[node] == "isolated" and self.quorum:
            self.nodes[node] = "down"
            self.left_at[node].append(self.now)
            self.act(f"node-down {node}")
