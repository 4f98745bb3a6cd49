"""``docs/quorum.md``, made from the rules of votes and quorum and from what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations, product
from types import MappingProxyType

from hivetool.cluster.semantics import ARTICLE
from hivetool.engine.quorum import READINGS, Configured, balanced, count, keeps_quorum

COMMAND = "python -m hivetool docs quorum > docs/quorum.md"
"""What makes the page again."""

_ROWS: tuple[tuple[str, tuple[int, ...], tuple[bool, ...]], ...] = (
    ("2", (2,), (False,)),
    ("2 + witness", (2,), (True,)),
    ("3", (3,), (False,)),
    ("3 + witness", (3,), (True,)),
    ("4", (4,), (False,)),
    ("4 + witness", (4,), (True,)),
    ("5 and above", tuple(range(5, 13)), (False, True)),
)
"""A row of the page's table: its name, the numbers of nodes, without or with a witness."""

_MOST_COUNTED = 6
"""Nodes of the greatest cluster whose votes are listed."""

_SEMANTICS = ARTICLE
"""Readings differ in whose vote is taken away, which no cell of the page but the votes themselves depends on."""

_HEAD = """\
# Votes and quorum

How `hivetool` counts votes when nodes are lost, shut down or come back. This page is made from the program itself:
`{command}` writes it again, and a test compares.

A cluster goes on as long as the nodes that are left hold more than half of the votes: *quorum*. Every node has one vote
(`NodeWeight`), and so may a witness. With dynamic quorum (`DynamicQuorum`, on unless it is set to 0) the votes follow
the nodes: after each loss that the cluster survives they are balanced anew, so that their number is odd. A loss is
judged by the votes held before it; nodes that are lost together are one loss.
"""

_ASKING = """\
## What to ask of your cluster

- **Two nodes without a witness**: one node has the only vote, and whether the cluster survives depends on which node
  is lost. Configure a witness.
- **One node left beside the witness**: two of three votes. If the witness is lost as well, the cluster stops.
- **Will it start again?** After quorum was lost, or after everything was stopped, it forms as soon as more than half of
  the votes last held are there. A node that had left before has none: it can neither start the cluster nor hinder it.
- **A power failure and a node that stays down**: a scenario that begins with a node down means that the node had left
  before, and has no vote. To ask what happens if it was lost with the others, begin with all nodes up, let all of
  them go down at one time, and bring up those that return.
- **Parts that do not see each other**: the witness votes with one part only.

Not considered: sites and the preferred site, the quorum of a storage pool (with Storage Spaces Direct a cluster cannot
lose more than two nodes, whatever its votes), and a quorum that is forced (`FixQuorum`).
"""


def quorum_page() -> str:
    """The page, Markdown."""
    sections = (_HEAD.format(command=COMMAND).splitlines(), _survival(), _totals(), _readings(), _ASKING.splitlines())
    return "\n\n".join("\n".join(section) for section in sections) + "\n"


def _survival() -> Iterator[str]:
    yield from ("## What a cluster survives", "")
    yield "With dynamic quorum, every node voting, the witness in reach. Each cell is counted over all choices of the"
    yield "nodes that are lost; `50/50` means that half of them are survived: it depends on whose vote was taken away."
    yield f'"{_ROWS[-1][0]}" is counted for {_ROWS[-1][1][0]} to {_ROWS[-1][1][-1]} nodes, without and with a witness.'
    yield ""
    columns = (_one, _one_then_another, _two_at_once)
    rows = []
    for name, sizes, witnesses in _ROWS:
        clusters = [_cluster(size, witness) for size in sizes for witness in witnesses]
        cells = ([survived for known in clusters for survived in column(known)] for column in columns)
        rows.append((name, *map(_share, cells)))
    yield from _table(("Nodes", "One failure", "One, then another", "Two at one time"), rows)


def _one(known: Configured) -> list[bool]:
    return [_survives(known, [{node}]) for node in known.voters]


def _one_then_another(known: Configured) -> list[bool]:
    return [_survives(known, [{first}, {then}]) for first, then in permutations(known.voters, 2)]


def _two_at_once(known: Configured) -> list[bool]:
    return [_survives(known, [set(pair)]) for pair in combinations(known.voters, 2)]


def _survives(known: Configured, losses: Iterable[set[str]]) -> bool:
    """Whether the cluster, all of whose nodes are up, has quorum after each loss; between them votes are balanced."""
    members = set(known.voters)
    held = balanced(known, members, _SEMANTICS)
    for lost in losses:
        members -= lost
        if not keeps_quorum(held, members):
            return False
        held = balanced(known, members, _SEMANTICS, held)
    return True


def _share(survived: Sequence[bool]) -> str:
    if sum(survived) in (0, len(survived)):
        return "Yes" if all(survived) else "No"
    return "50/50" if 2 * sum(survived) == len(survived) else f"{sum(survived)} of {len(survived)}"


def _cluster(size: int, witness: bool) -> Configured:
    return Configured(MappingProxyType({str(number): 1 for number in range(1, size + 1)}), witness)


def _totals() -> Iterator[str]:
    yield from ("## How many votes there are", "")
    removed = _SEMANTICS.vote_removed
    yield "All nodes up, in the order of ids. Where one has no vote it is that of `LowerQuorumPriorityNodeId`, else the"
    yield f"one with the {removed.value} ({removed.basis}: {removed.source})."
    yield ""
    rows = []
    for size, witness in product(range(1, _MOST_COUNTED + 1), (False, True)):
        known = _cluster(size, witness)
        held = balanced(known, known.voters, _SEMANTICS)
        name = f"{size} + witness" if witness else f"{size}"
        votes = " ".join(str(vote) for vote in held.nodes.values())
        cells = (votes, str(held.witness) if witness else "", str(held.total), str(count(held, ()).needed))
        rows.append((name, *cells))
    yield from _table(("Nodes", "Votes of the nodes", "Of the witness", "Total", "Needed"), rows)


def _readings() -> Iterator[str]:
    yield from ("## What this rests on", "")
    yield "DOCUMENTED by Microsoft, or ASSUMED by us."
    yield ""
    yield from _table(("Rule", "Basis", "Source"), [(row.rule, row.basis.value, row.source) for row in READINGS])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
