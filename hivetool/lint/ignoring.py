"""Rules that are ignored for some objects: those of a laboratory, or of a test that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from hivetool.cluster.model import VIRTUAL_MACHINE, ClusterObject, Database
from hivetool.cluster.naming import CLUSTER, matching, split_kind
from hivetool.cluster.schema import Kind
from hivetool.hive.upcase import upcase

from .finding import Finding
from .rule import Rule
from .selection import fits

Ignored = Mapping[tuple[str, str], frozenset[str]]
"""By kind and id of an object the words of a selection that are ignored for it."""

_KINDS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "res": ("resource",),
        "group": ("group",),
        "node": ("node",),
        "type": ("resource type",),
        "net": ("network", "network interface"),
    }
)
_ANY: tuple[Kind, ...] = ("group", "node", "resource", "resource type", "network", "network interface")


def ignored(database: Database, given: Iterable[tuple[str, tuple[str, ...]]]) -> Ignored:
    """What is ignored for which objects. ``given`` are names as on the command line, patterns too, with selectors.

    A name that nothing has is no error: one configuration is for many clusters.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for text, words in given:
        for item in meant(database, text):
            found.setdefault((item.kind, item.id), set()).update(words)
    return MappingProxyType({place: frozenset(words) for place, words in found.items()})


def not_ignored(findings: Sequence[Finding], known: Ignored, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """The findings that are left."""
    default = {rule.code: rule.is_default for rule in rules}
    return tuple(
        finding
        for finding in findings
        if not any(
            fits(word, finding.rule, default.get(finding.rule, True))
            for word in known.get((finding.kind, finding.id), ())
        )
    )


def meant(database: Database, text: str) -> Iterator[ClusterObject]:
    """The objects that words as on the command line mean, patterns too; none where there is none."""
    prefix, name = split_kind(text)
    if prefix is None and upcase(name) == upcase(CLUSTER):
        yield database.cluster
    elif prefix == "vm":
        yield from _machines(database, name)
    else:
        for kind in _KINDS.get(prefix or "", _ANY):
            yield from matching(database.objects(kind), name)


def _machines(database: Database, name: str) -> Iterator[ClusterObject]:
    """Machines by their names, with or without ``Virtual Machine`` before it, or by the names of their groups."""
    machines = database.machines
    finders: tuple[Callable[[], Sequence[ClusterObject]], ...] = (
        lambda: matching(machines, name),
        lambda: matching(machines, f"{VIRTUAL_MACHINE} {name}"),
        lambda: _in_groups(database, name),
    )
    yield from next((found for finder in finders if (found := finder())), ())


def _in_groups(database: Database, name: str) -> Sequence[ClusterObject]:
    groups = {group.id for group in matching(database.groups, name)}
    return [item for item in database.machines if item.group in groups]
