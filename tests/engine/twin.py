"""The policy once more, small, slow and obvious: it looks at every resource in every step and skips nothing.

It knows one group, owned by the first node, with every node up; resources that always answer; and no settings but
those of :class:`Machine`. Times are in milliseconds, all of them multiples of ``STEP_MS``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

STEP_MS = 100
PENDING = ("OnlinePending", "OfflinePending")


@dataclass
class Machine:
    """A resource: its settings, how its Online ends (the last repeats), and what it is now."""

    name: str
    recorded: int
    interval: int
    threshold: int
    period: int
    action: int
    pending_timeout: int
    outcomes: tuple[str, ...]
    online_takes: int
    offline_takes: int
    delay: int = 0
    status: str = ""
    known: str = ""
    """What the cluster takes it to be: the status when it was last asked or acted upon."""
    calls: int = 0
    call: tuple[str, int | None, str, int] | None = None
    """Function, when it ends by itself, in what, and when it is given up."""
    silent_until: int | None = None
    due: int | None = None
    """When a restart that was put off is to be made."""
    restarts: list[int] = field(default_factory=list)
    given_up: bool = False


class Twin:
    """One replay. ``run`` gives the actions as (time, text)."""

    def __init__(self, machines: list[Machine], nodes: int, limit: int) -> None:
        self.machines = machines
        self.nodes = nodes
        self.limit = limit
        self.owner = 1
        self.leaving: int | None = None
        self.going: set[str] = set()
        self.arriving: set[str] = set()
        self.tried: set[int] = set()
        self.moves = 0
        self.now = 0
        self.actions: list[tuple[int, str]] = []
        self.todo: deque[Callable[[], None]] = deque()
        for machine in machines:
            machine.status = machine.known = "Online" if machine.recorded else "Offline"

    def run(self, events: list[tuple[int, int, str]], until: int) -> list[tuple[int, str]]:
        """``events`` are (time, number, what): a status that a machine reports, ``online`` or ``offline`` commanded to
        it, ``stopped`` inside it; or ``crash``, of the shared RHS process of the node with this number.
        """
        while self.now <= until:
            for at, number, what in events:
                if at == self.now and what == "crash":
                    self.crash(number)
                elif at == self.now:
                    self.happens(self.machines[number], what)
            for machine in self.machines:
                self.timers(machine)
            self.settle()
            for machine in self.machines:
                if self.now and self.now % machine.interval == 0:
                    self.check(machine)
                    self.settle()
            self.now += STEP_MS
        return self.actions

    def settle(self) -> None:
        while self.todo:
            self.todo.popleft()()

    def act(self, text: str) -> None:
        self.actions.append((self.now, text))

    def happens(self, machine: Machine, what: str) -> None:
        if what in ("online", "offline"):
            self.command(machine, what)
        elif what == "stopped":
            if machine.status == "Online":
                machine.recorded, machine.status, machine.known = 0, "Offline", "Offline"
        elif machine.call is None:
            machine.status, machine.given_up = what, False
            machine.silent_until = self.now + machine.pending_timeout if what in PENDING else None
        elif what in PENDING:
            function, ends, result, _ = machine.call
            machine.call = function, ends, result, self.now + machine.pending_timeout
        elif what != "NoResponse":
            self.ends(machine, "Offline" if what == "Stopped" else what)

    def crash(self, node: int) -> None:
        for machine in self.machines if node == self.owner else ():
            if machine.call is not None and machine.call[0] == "Offline":
                self.todo.append(partial(self.ends_with_its_process, machine, machine.call))
            else:
                machine.call, machine.silent_until, machine.given_up = None, None, False
                machine.status = "NoResponse"

    def ends_with_its_process(self, machine: Machine, call: object) -> None:
        if machine.call is call:
            self.ends(machine, "Offline")

    def command(self, machine: Machine, what: str) -> None:
        if machine.call is not None:
            return
        machine.recorded = int(what == "online")
        if what == "offline":
            self.comes_no_more(machine)
        if machine.known == what.capitalize():
            return
        machine.given_up, machine.restarts = False, []
        if self.leaving is not None:
            return
        self.act(f"{what} {machine.name} on {self.owner}")
        if what == "online":
            self.todo.append(lambda: self.bring_online(machine))
        else:
            self.take_offline(machine)

    def timers(self, machine: Machine) -> None:
        if machine.due == self.now:
            machine.due = None
            self.bring_online(machine)
        elif machine.call is not None:
            _, ends, result, deadline = machine.call
            if ends is not None and ends <= deadline and ends == self.now:
                self.ends(machine, result)
            elif deadline == self.now and (ends is None or ends > deadline):
                self.act(f"terminate {machine.name} on {self.owner}")
                self.ends(machine, "Failed" if machine.call[0] == "Online" else "Offline")
        elif machine.silent_until == self.now and machine.recorded and not machine.given_up:
            self.act(f"terminate {machine.name} on {self.owner}")
            machine.status, machine.known, machine.silent_until = "Failed", "Failed", None
            self.todo.append(lambda: self.failed(machine))

    def check(self, machine: Machine) -> None:
        busy = machine.call is not None or machine.due is not None
        if busy or machine.given_up or self.leaving is not None:
            return
        if machine.status != "NoResponse":
            machine.known = "Offline" if machine.status == "Stopped" else machine.status
        if machine.recorded and machine.status in ("Offline", "Stopped"):
            self.act(f"online {machine.name} on {self.owner}")
            self.todo.append(lambda: self.bring_online(machine))
        elif machine.recorded and machine.status in ("Failed", "NoResponse"):
            self.todo.append(lambda: self.failed(machine))
        elif not machine.recorded and machine.status == "Online":
            machine.recorded = 1

    def failed(self, machine: Machine) -> None:
        if machine.call is not None or machine.given_up or not machine.recorded or self.leaving is not None:
            return
        recent = sum(self.now - at < machine.period for at in machine.restarts)
        if machine.action != 0 and recent < machine.threshold:
            machine.restarts.append(self.now)
            self.act(f"restart {machine.name} on {self.owner}")
            if machine.delay:
                machine.due = self.now + machine.delay
            else:
                self.todo.append(lambda: self.bring_online(machine))
            return
        machine.status, machine.known, machine.given_up = "Failed", "Failed", True
        self.act(f"fail {machine.name} on {self.owner}")
        if machine.action == 2:
            self.todo.append(self.fail_over)
        else:
            self.comes_no_more(machine)

    def comes_no_more(self, machine: Machine) -> None:
        """It is not to come online any more; when nothing is, the series of failovers is over."""
        self.arriving.discard(machine.name)
        if not self.arriving:
            self.tried.clear()

    def bring_online(self, machine: Machine) -> None:
        wanted = machine.recorded or machine.name in self.arriving
        if self.leaving is not None or machine.call is not None or machine.given_up or not wanted:
            return
        if machine.status == "Online":
            return
        outcome = machine.outcomes[min(machine.calls, len(machine.outcomes) - 1)]
        machine.calls += 1
        result = {"succeeds": "Online", "fails": "Failed", "hangs": "Failed"}[outcome]
        self.begin(machine, "Online", None if outcome == "hangs" else machine.online_takes, result)

    def take_offline(self, machine: Machine) -> None:
        self.begin(machine, "Offline", machine.offline_takes, "Offline")

    def begin(self, machine: Machine, function: str, takes: int | None, result: str) -> None:
        machine.silent_until = machine.due = None
        ends = None if takes is None else self.now + takes
        machine.call = function, ends, result, self.now + machine.pending_timeout
        machine.status = machine.known = f"{function}Pending"
        if ends == self.now:
            self.ends(machine, result)

    def ends(self, machine: Machine, result: str) -> None:
        assert machine.call is not None
        function = machine.call[0]
        machine.call, machine.status, machine.known, machine.silent_until = None, result, result, None
        if function == "Offline":
            self.todo.append(lambda: self.is_offline(machine))
        elif result == "Online":
            self.todo.append(lambda: self.is_online(machine))
        elif result == "Failed":
            self.todo.append(lambda: self.failed(machine))

    def is_online(self, machine: Machine) -> None:
        self.arriving.discard(machine.name)
        if not self.arriving:
            self.tried.clear()

    def is_offline(self, machine: Machine) -> None:
        if machine.name in self.going:
            self.going.discard(machine.name)
            if not self.going:
                self.arrive()

    def fail_over(self) -> None:
        if self.leaving is not None:
            return
        others = [node for node in range(1, self.nodes + 1) if node != self.owner]
        fresh = [node for node in others if node not in self.tried]
        if self.moves >= self.limit or not others:
            self.act(f"give-up G on {self.owner}")
            self.tried.clear()
            for machine in self.machines:
                if machine.given_up:
                    self.comes_no_more(machine)
            return
        if not fresh:
            self.tried.clear()
        self.leaving = (fresh or others)[0]
        self.moves += 1
        self.tried.add(self.owner)
        self.arriving.clear()
        self.act(f"failover G to {self.leaving}")
        leaving = [
            machine
            for machine in self.machines
            if machine.call is not None or (machine.status != "Failed" and machine.known != "Offline")
        ]
        self.going = {machine.name for machine in leaving}
        for machine in leaving:
            if machine.call is None or machine.call[0] != "Offline":
                self.act(f"offline {machine.name} on {self.owner}")
                self.take_offline(machine)
        if not leaving:
            self.arrive()

    def arrive(self) -> None:
        assert self.leaving is not None
        self.owner, self.leaving = self.leaving, None
        for machine in self.machines:
            machine.given_up, machine.restarts, machine.silent_until, machine.due = False, [], None, None
            machine.status = machine.known = "Offline"
            if machine.recorded:
                self.arriving.add(machine.name)
        for machine in self.machines:
            if machine.recorded:
                self.act(f"online {machine.name} on {self.owner}")
                self.todo.append(partial(self.bring_online, machine))
