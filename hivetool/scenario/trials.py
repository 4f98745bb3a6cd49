"""Questions that begin with "what if": one trial after the other, each a few events on one database."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from hivetool.cluster.durations import in_words
from hivetool.cluster.model import Database, Node
from hivetool.cluster.naming import matching
from hivetool.cluster.sites import is_site, site_of

from .errors import BadScenario
from .model import Assume, Becomes, Event, NodeBecomes, NodeState, RhsCrash
from .names import node_id

AT_MS = 1
"""When what is asked about happens, as with an event that names no time."""

PER_YEAR = 1.0
"""How often a node fails in a year, where nobody says; ASSUMED, no page has a number."""

MOST_PER_YEAR = 1e6
UNIT_MS = 1000
"""The times of a draw are whole seconds."""

SETTLES_MS = 3_600_000
"""A draw is watched so long after its last node has come back."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One of the things that could happen: in words, as events, and until when to look (None: as long as it takes)."""

    what: str
    events: tuple[Event, ...] = ()
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Odds:
    """How nodes fail: ``per_year`` by node id (else :data:`PER_YEAR`), ``failures`` of them in one draw.

    Each comes back ``repair_ms`` after it failed, and all fail within that time, or it would not be one outage.
    """

    per_year: Mapping[str, float] = field(default_factory=dict)
    failures: int = 1
    repair_ms: int = 4 * 3_600_000

    def rate(self, node: str) -> float:
        """Failures of the node in a year."""
        return self.per_year.get(node, PER_YEAR)


def together(database: Database, down: Sequence[str], drained: Sequence[str] = (), site: str = "") -> Trial:
    """Nodes, by id, that die and that are drained at one time; ``site`` is the name of the site they are, if any."""
    labels = {node.id: database.label(node) for node in database.nodes}
    events = [(node, Becomes.DOWN) for node in dict.fromkeys(down)]
    events += [(node, Becomes.DRAINED) for node in dict.fromkeys(drained)]
    told = [f"{_together([labels[node] for node in dict.fromkeys(down)])} down"] if down else []
    told += [f"{_together([labels[node] for node in dict.fromkeys(drained)])} drained"] if drained else []
    what = ", ".join(told)
    return Trial(
        f"site {site}: {what}" if site else what,
        tuple(Event(AT_MS, NodeBecomes(node, becomes)) for node, becomes in events),
    )


def _together(labels: Sequence[str]) -> str:
    return " + ".join(labels)


def able(database: Database, assume: Assume) -> tuple[Node, ...]:
    """The nodes that can fail, in the order of their ids: those that are not assumed to be down already."""
    known = sorted(database.nodes, key=lambda node: node.order)
    return tuple(node for node in known if assume.nodes.get(node.id) is not NodeState.DOWN)


def each_node(database: Database, nodes: Sequence[Node]) -> Iterator[Trial]:
    """Each of the nodes alone (N-1)."""
    return (together(database, [node.id]) for node in nodes)


def each_pair(database: Database, nodes: Sequence[Node]) -> Iterator[Trial]:
    """Each two of the nodes at once (N-2)."""
    return (together(database, [one.id, other.id]) for one, other in combinations(nodes, 2))


def each_process(database: Database, nodes: Sequence[Node]) -> Iterator[Trial]:
    """On each of the nodes a crash of the RHS process that its resources share."""
    for node in nodes:
        yield Trial(f"{database.label(node)}: shared RHS crashes", (Event(AT_MS, RhsCrash(node.id)),))


def site_meant(database: Database, text: str) -> tuple[str, tuple[str, ...]]:
    """Name and nodes (by id) of a site. Raises :class:`BadScenario` if there is none of this name, or none in it."""
    sites = [domain for domain in database.fault_domains if is_site(domain)]
    found = matching(sites, text) or matching(sites, text.rpartition(":")[2])
    if not sites:
        raise BadScenario("--site-down", "this database has no sites (fault domains of kind site, 2016 and later)")
    if len(found) != 1:
        near = difflib.get_close_matches(text, [each.name for each in sites], 3, 0.5)
        known = ", ".join(near or [each.name for each in sites])
        raise BadScenario("--site-down", f"{text!r} is {'no site' if not found else 'several sites'}; there is {known}")
    (site,) = found
    nodes = tuple(node.id for node in database.nodes if site_of(database, node) == site.id)
    if not nodes:
        raise BadScenario("--site-down", f"no node stands in the site {site.name!r}")
    return site.name, nodes


def rates(database: Database, words: Sequence[str]) -> Mapping[str, float]:
    """Failures in a year by node id, from words such as ``HV01=2.5``. Raises :class:`BadScenario`."""
    found = {}
    for given in words:
        name, equals, number = given.rpartition("=")
        try:
            rate = float(number)
        except ValueError:
            rate = -1.0
        if not equals or not 0 <= rate <= MOST_PER_YEAR:
            raise BadScenario("--rate", f"{given!r}: write NODE=PER_YEAR, such as HV01=2 for two failures in a year")
        found[node_id(database, name, "--rate")] = rate
    return found


def drawn(database: Database, nodes: Sequence[Node], draws: int, seed: int, odds: Odds) -> Iterator[Trial]:
    """Draws of failures, the same for the same seed: who fails by the rates, when after the first by chance.

    Raises :class:`BadScenario` if fewer nodes can fail than a draw has failures.
    """
    able_to = [node for node in nodes if odds.rate(node.id) > 0]
    if not 0 < odds.failures <= len(able_to):
        reason = f"{odds.failures} of {len(able_to)} nodes that can fail cannot be drawn"
        raise BadScenario("--failures", reason)
    return (_draw(database, able_to, f"{seed}/{number}", number, odds) for number in range(1, draws + 1))


def _draw(database: Database, nodes: Sequence[Node], seed: str, number: int, odds: Odds) -> Trial:
    left, events, told, last = list(nodes), list[Event](), list[str](), AT_MS
    for place in range(odds.failures):
        node = _picked(left, f"{seed}/{place}/who", odds)
        left.remove(node)
        at = AT_MS + (int(_chance(f"{seed}/{place}/when") * odds.repair_ms) // UNIT_MS * UNIT_MS if place else 0)
        back = at + max(odds.repair_ms, 1)
        last = max(last, back)
        events += [Event(at, NodeBecomes(node.id, Becomes.DOWN)), Event(back, NodeBecomes(node.id, Becomes.UP))]
        after = f" after {in_words(at - AT_MS)}" if place else ""
        told.append(f"{database.label(node)} down{after}")
    return Trial(f"draw {number}: {', '.join(told)}", tuple(events), last + SETTLES_MS)


def _picked(nodes: Sequence[Node], seed: str, odds: Odds) -> Node:
    """One of the nodes, each as likely as its share of all their failures."""
    left = _chance(seed) * sum(odds.rate(node.id) for node in nodes)
    for node in nodes:
        left -= odds.rate(node.id)
        if left < 0:
            return node
    return nodes[-1]


def _chance(seed: str) -> float:
    """A number from 0 up to 1, always the same for one seed."""
    digest = hashlib.sha256(seed.encode()).digest()
    return (int.from_bytes(digest[:6], "big")) / 2**48
