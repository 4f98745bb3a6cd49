"""Groups and nodes, stored against observed: owners, the state that the resources make, and paused nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hivetool.cluster.model import Group, Node
from hivetool.cluster.owners import barring
from hivetool.engine.outcome import state_of
from hivetool.engine.trace import Evidence
from hivetool.observed.model import Sighting

from .comparison import Aspect, Check, Verdict
from .known import Known
from .layout import listed

_FEW = 8
"""So many nodes of a list are named."""


def group_checks(known: Known, group: Group) -> Iterator[Check]:
    """What was observed of a group, or on which node its resources were."""
    sighting, owner = known.seen("cluster", group), known.owner(group)
    if sighting is not None and sighting.state is not None:
        yield _group_state(known, group, sighting, sighting.state.word)
    if owner is not None and owner.owner is not None:
        yield from _owner(known, group, owner, owner.owner)


def _group_state(known: Known, group: Group, sighting: Sighting, shown: str) -> Check:
    """The state that the resources make (MS-CMRP 3.1.4.2.46), if all were observed."""
    states, members = known.states(group), len(group.resources)
    check = Check(
        group,
        known.database.label(group),
        Aspect.GROUP_STATE,
        Verdict.OPEN,
        "not known",
        shown,
        f"{len(states):,} of its {members:,} resources were observed in a state that counts",
        seen=(sighting,),
    )
    if len(states) < members or shown == "Unknown":
        return check
    derived = state_of(known.database, group, states)
    alike = derived == shown
    why = "as MS-CMRP 3.1.4.2.46 makes it from its resources"
    other = "MS-CMRP 3.1.4.2.46 makes it so; either the two were not observed at the same time, or one is wrong"
    verdict = Verdict.AGREES if alike else Verdict.DIFFERS
    return replace(check, expected=derived, verdict=verdict, why=why if alike else other)


def _owner(known: Known, group: Group, sighting: Sighting, name: str) -> Iterator[Check]:
    database, node = known.database, known.node(name)
    label = database.label(group)
    number = group.number("DefaultOwner")
    last = database.node(str(number)) if number is not None else None
    base = Check(group, label, Aspect.DEFAULT_OWNER, Verdict.OPEN, "not stored", name, "", seen=(sighting,))
    if node is None:
        yield replace(base, verdict=Verdict.DIFFERS, expected=_named(known, last), why="the database has no such node")
        return
    fact = Evidence.of(group.facts.get("DefaultOwner"))
    if last is None:
        yield replace(base, why="no DefaultOwner that is a node is stored", evidence=fact)
    elif last == node:
        yield replace(base, verdict=Verdict.AGREES, expected=last.name, why="where it was last", evidence=fact)
    else:
        why = "it was moved or has failed over since this was stored (MSCS groups-defaultowner)"
        yield replace(base, verdict=Verdict.DIFFERS, expected=last.name, why=why, evidence=fact)
    yield _possible(known, group, node, base)
    preferred = [found for each in group.texts("PreferredOwners") if (found := database.node(each)) is not None]
    if preferred:
        good = node in preferred
        yield replace(
            base,
            aspect=Aspect.PREFERRED_OWNERS,
            verdict=Verdict.AGREES if good else Verdict.NOTED,
            expected=listed([each.name for each in preferred], _FEW),
            why="it is on a node it prefers" if good else "it is not on a node it prefers, which is no fault",
            evidence=Evidence.of(group.facts.get("PreferredOwners")),
        )


def _possible(known: Known, group: Group, node: Node, base: Check) -> Check:
    resource = barring(known.database, group, node)
    check = replace(base, aspect=Aspect.POSSIBLE_OWNERS, verdict=Verdict.AGREES)
    if resource is None:
        return replace(check, expected="any of its nodes", why="every resource of it may be there")
    owners = [found.name for each in known.database.possible_owners(resource) if (found := known.database.node(each))]
    return replace(
        check,
        verdict=Verdict.DIFFERS,
        expected=listed(owners, _FEW) or "none that exists",
        why=f"{known.database.label(resource)} has no possible owner {node.name}",
        evidence=Evidence.of(resource.facts.get("PossibleOwners")),
    )


def _named(known: Known, node: Node | None) -> str:
    return known.database.label(node) if node is not None else "not stored"


def node_checks(known: Known, node: Node) -> Iterator[Check]:
    """What was observed of a node: the hive stores only whether it is paused."""
    sighting = known.seen("cluster", node)
    if sighting is None or sighting.state is None:
        return
    paused, shown = node.number("Paused") == 1, sighting.state.word
    expected = "Paused" if paused else "not paused"
    check = Check(
        node,
        known.database.label(node),
        Aspect.PAUSED,
        Verdict.NOTED,
        expected,
        shown,
        f"the hive stores whether a node is paused, not whether it is {shown}",
        evidence=Evidence.of(node.facts.get("Paused")),
        seen=(sighting,),
    )
    if shown in ("Up", "Paused"):
        alike = paused == (shown == "Paused")
        why = "as stored" if alike else "it was paused or resumed since this was stored (MS-CMRP 3.1.1.6)"
        yield replace(check, verdict=Verdict.AGREES if alike else Verdict.DIFFERS, why=why)
    else:
        yield check
