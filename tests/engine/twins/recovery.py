"""One group once more, small, slow and obvious: failures, restarts, and what depends on what; both semantics.

Every node is up. Times are in milliseconds, multiples of ``STEP_MS``.
"""

from __future__ import annotations

from .chain import Chain
from .items import STEP_MS, Item

PENDING = ("OnlinePending", "OfflinePending")
ENDS_AS = {"succeeds": "Online", "fails": "Failed", "hangs": "Failed"}


class RecoveryTwin(Chain):
    """One replay: ``run``, then ``actions`` as (time, text)."""

    def __init__(self, items: list[Item], windows: bool, nodes: int, limit: int) -> None:
        super().__init__(items)
        self.windows, self.nodes, self.limit, self.moves = windows, nodes, limit, 0
        self.going: list[Item] = []
        self.arriving: list[Item] = []
        self.tried: set[int] = set()
        for item in items:
            item.status = item.known = "Online" if item.recorded else "Offline"

    # The clock

    def run(self, events: list[tuple[int, int, str]], until: int) -> None:
        """``events`` are (time, number, what): a status that an item reports, ``online`` or ``offline`` commanded to
        it, ``stopped`` inside it, ``crash`` of the process of node 1 that hosts it, by it, or ``shared`` of the node of
        this number.
        """
        while self.now <= until:
            for at, number, what in events:
                if at == self.now:
                    self.happens(number, what)
            for item in self.items:
                self.timers(item)
            self.settle()
            for item in self.items:
                if self.due(item, item.quick):
                    self.check(item, quick=True)
                    self.settle()
            for item in self.items:
                if self.due(item, item.thorough):
                    self.check(item, quick=False)
                    self.settle()
            self.now += STEP_MS

    def due(self, item: Item, interval: int) -> bool:
        since = item.since if self.windows else 0
        return self.now > since and (self.now - since) % interval == 0

    def settle(self) -> None:
        while self.todo:
            self.todo.pop(0)()

    def knows(self, item: Item, state: str) -> None:
        if state == "Online" != item.known:
            item.since = self.now
            item.waits = item.returns = False
        lost = item.known == "Online" != state
        if state in ("Failed", "OfflinePending"):
            self.away_for_good(item)
        item.known = state
        if lost:
            self.todo.append(lambda: self.lost(item))

    def away_for_good(self, item: Item) -> None:
        """It does not come back with its process after all."""
        if item.returns:
            item.returns = False
            self.todo.append(lambda: self.lost(item))

    def lost(self, item: Item) -> None:
        """Others depended on it."""
        if item.known != "Online" and not self.leaving:
            for other in reversed(self.cannot_stay(item)):
                self.take_down(other)

    def take_down(self, item: Item) -> None:
        if item in self.wait_offline:
            return
        item.waits = True
        if item.returns:
            item.returns = False
        elif item.call is None:
            self.act(f"offline {item.name} on {self.owner}")
            self.begin(item, "Offline")

    def becomes(self, item: Item, state: str) -> None:
        item.status = state
        self.knows(item, state)

    # Events

    def happens(self, number: int, what: str) -> None:
        if what == "shared":
            self.crash(number, [each for each in self.items if not each.separate and number == self.owner], None)
            return
        item = self.items[number]
        if what == "crash":
            if self.owner == 1:
                self.crash_by(item)
        elif what in ("online", "offline"):
            self.command(item, what)
        elif what == "stopped":
            self.stopped(item)
        elif item.call is None:
            self.reports(item, what)
        elif what in PENDING:
            function, ends, result, _ = item.call
            item.call = function, ends, result, self.now + item.pending_timeout
            item.retry_at = None
        elif what != "NoResponse":
            self.ends(item, "Offline" if what == "Stopped" else what)

    def reports(self, item: Item, what: str) -> None:
        taken_at_once = self.windows and item.known in PENDING and not self.leaving
        if taken_at_once and what == "NoResponse":
            return
        item.status, item.given_up, item.unseen = what, False, False
        item.retry_at = item.ends_process_at = None
        item.silent_until = self.now + item.pending_timeout if what in PENDING else None
        if taken_at_once:
            self.compare(item)

    def stopped(self, item: Item) -> None:
        if item.status != "Online":
            return
        if item.machine:
            item.recorded = 0
            self.becomes(item, "Offline")
        else:
            item.status, item.unseen = "Stopped", True

    def command(self, item: Item, what: str) -> None:
        if item.call is not None:
            return
        item.recorded = int(what == "online")
        if what == "offline":
            self.comes_no_more(item)
            self.away_for_good(item)
        if item.known == what.capitalize():
            item.waits = item.waits and what == "online"
            return
        item.given_up, item.waits, item.restarts = False, False, []
        if self.leaving:
            return
        if what == "online":
            self.start(self.with_providers(item))
        else:
            dependents = self.cannot_stay(item)
            for other in dependents:
                other.waits = True
            self.wait_offline += [each for each in [item, *dependents] if each not in self.wait_offline]
            self.offline_next()

    def with_providers(self, item: Item) -> list[Item]:
        found = [item]
        for one in found:
            if self.satisfied(one):
                continue
            for number in one.needs:
                other = self.items[number]
                if other not in found and other.known != "Online" and other.call is None:
                    other.helps, other.given_up = not other.recorded, False
                    found.append(other)
        return found

    def start(self, items: list[Item]) -> None:
        self.arriving += [item for item in items if item not in self.arriving]
        self.online_next(items)

    def online_next(self, items: list[Item]) -> None:
        for item in items:
            waits = any(self.items[number] in self.arriving for number in item.needs)
            if item in self.arriving and (not waits or self.satisfied(item)):
                self.act(f"online {item.name} on {self.owner}")
                self.todo.append(lambda item=item: self.bring_online(item))  # type: ignore[misc]

    def offline_next(self) -> None:
        """Take offline what nothing else that goes offline depends on."""
        needed = {number for item in [*self.wait_offline, *self.going] for number in item.needs}
        for item in list(self.items):
            if item in self.wait_offline and self.items.index(item) not in needed:
                self.wait_offline.remove(item)
                self.going += [item] if item not in self.going else []
                self.act(f"offline {item.name} on {self.owner}")
                self.begin(item, "Offline")
        if self.leaving and not self.going:
            self.arrive()

    def crash_by(self, item: Item) -> None:
        hit = [item] if item.separate else [each for each in self.items if not each.separate]
        self.crash(self.owner, hit, item)

    def crash(self, node: int, hit: list[Item], culprit: Item | None) -> None:
        """An RHS process is gone."""
        if self.windows:
            self.act(f"rhs-restart {node}")
            if culprit is not None and not culprit.separate:
                culprit.separate = True
                self.act(f"separate-monitor {culprit.name} on {node}")
        for item in hit:
            if item.call is not None and item.call[0] == "Offline":
                self.todo.append(lambda item=item, call=item.call: self.ends_with_process(item, call))  # type: ignore[misc]
            elif self.windows:
                self.comes_back(item)
            else:
                item.call = None
                self.reports(item, "NoResponse")

    def ends_with_process(self, item: Item, call: object) -> None:
        if item.call is call:
            self.ends(item, "Offline")

    def comes_back(self, item: Item) -> None:
        if item.call is None and item.known in ("Offline", "Failed"):
            return
        item.call = item.silent_until = item.ends_process_at = item.retry_at = None
        if item.machine and item.known == "Online":
            item.status = "Online"
            return
        self.becomes(item, "Offline")
        item.unseen = False
        goes = item in self.wait_offline
        if goes:
            self.wait_offline.remove(item)
            self.going.append(item)
            self.todo.append(lambda: self.is_offline(item))
        elif not self.leaving and (item.recorded or item.helps or item in self.arriving):
            item.returns = True
            self.act(f"restart {item.name} on {self.owner}")
            self.todo.append(lambda: self.bring_online(item))

    # Timers and checks

    def timers(self, item: Item) -> None:
        if item.due == self.now:
            item.due = None
            self.bring_online(item)
        if item.call is not None:
            _, ends, result, deadline = item.call
            if ends is not None and ends <= deadline and ends == self.now:
                self.ends(item, result)
            elif deadline == self.now and (ends is None or ends > deadline):
                self.act(f"terminate {item.name} on {self.owner}")
                self.ends(item, "Failed" if item.call[0] == "Online" else "Offline", terminated=True)
        elif item.silent_until == self.now and item.recorded and not item.given_up:
            self.act(f"terminate {item.name} on {self.owner}")
            self.becomes(item, "Failed")
            item.silent_until = None
            self.todo.append(lambda: self.failed(item, terminated=True))
        elif item.ends_process_at == self.now and item.status == "NoResponse" and not self.leaving:
            self.crash_by(item)
        elif item.retry_at == self.now and item.given_up and item.recorded and not self.leaving:
            item.retry_at, item.given_up, item.restarts = None, False, []
            self.act(f"restart {item.name} on {self.owner}")
            self.todo.append(lambda: self.bring_online(item))

    def check(self, item: Item, quick: bool) -> None:
        busy = item.call is not None or item.due is not None or item in self.wait_offline
        behind = item in self.arriving and any(self.items[number] in self.arriving for number in item.needs)
        off = item.known == "Offline" and item.status in ("Offline", "Stopped", "NoResponse")
        failed = item.known == "Failed" and item.status in ("Failed", "NoResponse")
        waits = (item.waits or behind) and (off or failed or (item.waits and item.status == "NoResponse"))
        if busy or waits or item.given_up or self.leaving or (self.windows and item.known != "Online"):
            return
        if self.windows:
            if quick and (item.unseen or item.status == "Online"):
                return
            item.unseen = False
            self.compare(item)
        elif quick and not item.unseen:
            self.compare(item)
        elif item.unseen and not quick:
            item.unseen, item.recorded = False, 0
            self.becomes(item, "Offline")

    def compare(self, item: Item) -> None:
        before = item.known
        self.compared(item)
        if before != "Online" == item.known and item.recorded:
            self.todo.append(lambda: self.is_online(item))

    def compared(self, item: Item) -> None:
        if item.status != "NoResponse":
            self.knows(item, "Offline" if item.status == "Stopped" else item.status)
        if not item.recorded:
            if item.status == "Online" and not self.windows:
                item.recorded = 1
        elif self.windows:
            if item.status in ("Offline", "Failed", "Stopped"):
                told = item.status == "Offline"
                self.todo.append(lambda: self.failed(item, terminated=told))
            elif item.status == "NoResponse" and item.ends_process_at is None:
                item.ends_process_at = self.now + item.deadlock
        elif item.status in ("Offline", "Stopped"):
            if self.satisfied(item):
                self.act(f"online {item.name} on {self.owner}")
            self.todo.append(lambda: self.bring_online(item))
        elif item.status in ("Failed", "NoResponse"):
            self.todo.append(lambda: self.failed(item))

    # Failing and coming back

    def failed(self, item: Item, terminated: bool = False) -> None:
        if item.call is not None or item.given_up or not item.recorded:
            return
        if self.windows and not terminated:
            self.becomes(item, "Failed")
            self.act(f"terminate {item.name} on {self.owner}")
        if self.leaving:
            if item.status == "Failed" and item in self.wait_offline:
                self.wait_offline.remove(item)
                self.going.append(item)
                self.todo.append(lambda: self.is_offline(item))
            return
        for other in reversed(self.cannot_stay(item)):
            self.take_down(other)
        threshold = (1 if self.windows else 3) if item.threshold is None else item.threshold
        delay = (500 if self.windows else 0) if item.delay is None else item.delay
        if item.action != 0 and sum(self.now - at < item.period for at in item.restarts) < threshold:
            item.restarts.append(self.now)
            self.act(f"restart {item.name} on {self.owner}")
            if delay:
                item.due = self.now + delay
            else:
                self.todo.append(lambda: self.bring_online(item))
            return
        item.given_up = True
        self.stop_waiting(item)
        if item.action != 2:
            self.comes_no_more(item)
        self.becomes(item, "Failed")
        self.act(f"fail {item.name} on {self.owner}")
        if item.action == 2:
            self.todo.append(self.fail_over)
        elif item.action == 1:
            item.retry_at = self.now + max(item.retry, item.period)

    def comes_no_more(self, item: Item) -> None:
        """It is not to come online any more; when nothing is, the series of failovers is over."""
        if item in self.arriving:
            self.arriving.remove(item)
        if not self.arriving:
            self.tried.clear()

    def stop_waiting(self, item: Item) -> None:
        """What was to come online after it waits for it to come back some other way."""
        for other in self.dependents(item):
            if other in self.arriving:
                self.arriving.remove(other)
                other.waits = True
                self.stop_waiting(other)

    def bring_online(self, item: Item) -> None:
        wanted = item.recorded or item in self.arriving or item.helps
        if self.leaving or not wanted or item.call is not None or item.given_up or item.status == "Online":
            return
        if not self.satisfied(item):
            item.waits = True
            return
        item.waits = False
        outcome = item.outcomes[min(item.calls, len(item.outcomes) - 1)]
        item.calls += 1
        self.begin(item, "Online", outcome)

    def begin(self, item: Item, function: str, outcome: str = "succeeds") -> None:
        item.silent_until = item.due = item.retry_at = item.ends_process_at = None
        takes = item.online_takes if function == "Online" else item.offline_takes
        ends = None if outcome == "hangs" else self.now + takes
        result = ENDS_AS[outcome] if function == "Online" else "Offline"
        item.call = function, ends, result, self.now + item.pending_timeout
        if ends == self.now:
            self.ends(item, result)
        else:
            self.becomes(item, f"{function}Pending")

    def ends(self, item: Item, result: str, terminated: bool = False) -> None:
        assert item.call is not None
        function = item.call[0]
        item.call, item.silent_until, item.retry_at, item.unseen = None, None, None, False
        if result != "Online":
            self.away_for_good(item)
        self.becomes(item, result)
        if function == "Offline":
            self.todo.append(lambda: self.is_offline(item))
        elif result == "Online":
            self.todo.append(lambda: self.is_online(item))
        elif result == "Failed" or self.windows:
            ended = terminated or result == "Offline"
            self.todo.append(lambda: self.failed(item, terminated=ended))

    def is_online(self, item: Item) -> None:
        if item.status != "Online":
            return
        if not self.may_stay(item, []):
            self.take_down(item)
            return
        if not item.recorded and not item.helps:
            item.recorded = 1
        comes_after = [other for other in self.dependents(item) if item in self.arriving and other in self.arriving]
        for other in self.dependents(item):
            if other not in comes_after:
                self.follow(other)
        if item in self.arriving:
            self.arriving.remove(item)
            self.online_next([other for other in comes_after if other.status != "Online" and other.call is None])
            if not self.arriving:
                self.tried.clear()

    def is_offline(self, item: Item) -> None:
        if item in self.going:
            self.going.remove(item)
            self.offline_next()
        self.follow(item)

    # The group goes elsewhere

    def fail_over(self) -> None:
        if self.leaving:
            return
        others = [node for node in range(1, self.nodes + 1) if node != self.owner]
        if self.windows:
            others = others[self.owner - 1 :] + others[: self.owner - 1]
        else:
            fresh = [node for node in others if node not in self.tried]
            others = fresh or others
            if not fresh and self.moves < self.limit:
                self.tried.clear()
        if self.moves >= self.limit or not others:
            self.act(f"give-up G on {self.owner}")
            self.tried.clear()
            for item in self.items:
                if item.given_up:
                    self.comes_no_more(item)
                    item.retry_at = item.retry_at or self.now + max(item.retry, item.period)
            return
        self.moves += 1
        self.tried.add(self.owner)
        self.leaving = others[0]
        self.act(f"failover G to {self.leaving}")
        self.arriving.clear()
        for item in self.items:
            if item.call is not None and item.call[0] == "Offline":
                self.going += [item] if item not in self.going else []
            elif item.call is not None or (item.status != "Failed" and item.known != "Offline"):
                self.wait_offline += [item] if item not in self.wait_offline else []
        self.offline_next()

    def arrive(self) -> None:
        self.owner, self.leaving = self.leaving, 0
        for item in self.items:
            item.given_up = item.waits = item.returns = False
            item.restarts, item.due = [], None
            self.becomes(item, "Offline")
        self.start([item for item in self.items if item.recorded])
