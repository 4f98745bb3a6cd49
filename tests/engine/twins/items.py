"""What the twin of one group knows of a resource. Times are in milliseconds, multiples of ``STEP_MS``."""

from __future__ import annotations

from dataclasses import dataclass, field

STEP_MS = 100


@dataclass
class Item:
    """A resource: what is configured, and what it is now (``status``) and is taken to be by the cluster (``known``)."""

    name: str
    machine: bool
    recorded: int
    quick: int
    thorough: int
    threshold: int | None
    period: int
    action: int
    pending_timeout: int
    deadlock: int
    delay: int | None
    retry: int
    outcomes: tuple[str, ...]
    online_takes: int
    offline_takes: int
    separate: bool
    needs: tuple[int, ...] = ()
    any: bool = False
    """Whether one of ``needs`` is enough."""
    status: str = ""
    known: str = ""
    unseen: bool = False
    calls: int = 0
    call: tuple[str, int | None, str, int] | None = None
    """Function, when it ends by itself, in what, and when it is given up."""
    silent_until: int | None = None
    ends_process_at: int | None = None
    due: int | None = None
    retry_at: int | None = None
    since: int = 0
    restarts: list[int] = field(default_factory=list)
    given_up: bool = False
    waits: bool = False
    returns: bool = False
    """Its process was restarted with it, and it is not there again yet."""
    helps: bool = False
    """It comes online only because another one needs it."""
