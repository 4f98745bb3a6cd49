"""Anti-affinity classes and who is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hivetool.cluster.model import Group
from hivetool.hive.upcase import upcase

from .subject import Subject


def spellings(subject: Subject) -> Mapping[str, tuple[Group, ...]]:
    """The groups in each class, by its name exactly as stored."""
    return _by_name(subject, lambda name: name)


def members(subject: Subject) -> Mapping[str, tuple[Group, ...]]:
    """The groups in each class, by its name as it is stored first; names compare without case."""
    first: dict[str, str] = {}
    return _by_name(subject, lambda name: first.setdefault(upcase(name), name))


def is_enforced(subject: Subject) -> bool:
    """Whether a group rather stays offline than stands beside one of its class."""
    return subject.settings("cluster", "ClusterEnforcedAntiaffinity")[0].number == 1


def kept_apart(subject: Subject, groups: Sequence[Group]) -> bool:
    """Whether a class or an affinity rule that counts has all these groups."""
    classes = [{upcase(each) for each in group.texts("AntiAffinityClassNames") if each} for group in groups]
    if not classes or set.intersection(*classes):
        return bool(classes)
    wanted = {upcase(group.id) for group in groups}
    return any(
        rule.number("RuleType") in _APART
        and rule.number("Enabled") != 0
        and wanted <= {upcase(each) for each in (*rule.texts("Groups"), rule.text("Groups") or "")}
        for rule in subject.database.affinity_rules
    )


_APART = frozenset({3, 4})
"""RuleType: different fault domains, different nodes (SDK CLUS_AFFINITY_RULE_TYPE)."""


def _by_name(subject: Subject, name_of: Callable[[str], str]) -> Mapping[str, tuple[Group, ...]]:
    found: dict[str, list[Group]] = {}
    for group, content in subject.stored("group", "AntiAffinityClassNames"):
        if isinstance(content, tuple) and isinstance(group, Group):
            for name in dict.fromkeys(name_of(each) for each in content if each):
                found.setdefault(name, []).append(group)
    return {name: tuple(groups) for name, groups in found.items()}
