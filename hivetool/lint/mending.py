"""Applying remedies to a copy, again and again until nothing more is to be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from hivetool.hive.apply import apply
from hivetool.hive.edit import CreateKey, DeleteKey, Edit
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase

from .finding import Finding

MOST_ROUNDS = 100
"""So often a copy is judged at most."""

Place = tuple[str, str | None]
"""A key and a value's name in capitals, None for the key itself."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A remedy that would have to be made again, because that of ``other`` has undone it since."""

    finding: Finding
    other: Finding


@dataclass(frozen=True, eq=False)
class Mended:
    """A copy after its remedies: which were ``applied``, in that order, which contradict each other, what is ``left``.

    ``edits`` are those of the applied remedies, with paths as in the whole hive.
    """

    hive: Hive
    applied: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]
    left: tuple[Finding, ...]


@dataclass(eq=False)
class _Work:
    """What is known while it is being mended: who changed which place last, and every edit that was made."""

    last: dict[Place, Finding] = field(default_factory=dict)
    made: set[Edit] = field(default_factory=set)
    applied: list[Finding] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    conflicts: dict[str, Conflict] = field(default_factory=dict)


def mended(
    hive: Hive,
    judge: Callable[[Hive], Sequence[Finding]],
    *,
    unsafe: bool = False,
    above: str = "",
    at: int | None = None,
) -> Mended:
    r"""The hive after the remedies that have edits: the safe ones, with ``unsafe`` all.

    ``judge`` finds what is wrong with a hive. ``above`` is the path of the cluster's key in the hive, below which the
    edits are. Of remedies for one place one is taken, and the others are looked at again afterwards. An edit is
    never made twice: where that would be needed, two rules contradict each other. ``at`` is the FILETIME of the
    changes.
    """
    work = _Work()
    for _ in range(MOST_ROUNDS):
        findings = judge(hive)
        edits = _round(work, findings, unsafe, above)
        if not edits:
            break
        hive = apply(hive, edits, at=at)
        work.edits += edits
    else:
        findings = judge(hive)
    return Mended(hive, tuple(work.applied), tuple(work.edits), tuple(work.conflicts.values()), tuple(findings))


def is_mendable(finding: Finding, unsafe: bool = False) -> bool:
    """Whether the finding has a remedy for a copy that may be applied."""
    return finding.fix is not None and bool(finding.fix.edits) and (finding.fix.safe or unsafe)


def _round(work: _Work, findings: Iterable[Finding], unsafe: bool, above: str) -> list[Edit]:
    """The edits of the remedies that can be made side by side."""
    taken = _Taken()
    edits: list[Edit] = []
    for finding in findings:
        if finding.fix is None or not is_mendable(finding, unsafe):
            continue
        wanted = [replace(edit, key="\\".join(filter(None, (above, edit.key)))) for edit in finding.fix.edits]
        if all(edit in work.made for edit in wanted):
            other = next((work.last[_place(edit)] for edit in wanted if _place(edit) in work.last), finding)
            work.conflicts.setdefault(finding.fingerprint, Conflict(finding, other))
        elif not any(taken.meets(edit) for edit in wanted):
            for edit in wanted:
                taken.add(edit)
                work.last[_place(edit)] = finding
            work.made.update(wanted)
            work.applied.append(finding)
            edits += wanted
    return edits


class _Taken:
    """The places that the edits of a round change."""

    def __init__(self) -> None:
        self._places: set[Place] = set()
        self._gone: set[str] = set()
        self._above: set[str] = set()

    def add(self, edit: Edit) -> None:
        key, name = _place(edit)
        self._places.add((key, name))
        self._above.update(_lineage(key))
        if isinstance(edit, DeleteKey):
            self._gone.add(key)

    def meets(self, edit: Edit) -> bool:
        key, name = _place(edit)
        if isinstance(edit, DeleteKey):
            return key in self._above or not self._gone.isdisjoint(_lineage(key))
        return (name is not None and (key, name) in self._places) or not self._gone.isdisjoint(_lineage(key))


def _place(edit: Edit) -> Place:
    return upcase(edit.key), None if isinstance(edit, CreateKey | DeleteKey) else upcase(edit.name)


def _lineage(key: str) -> list[str]:
    """The key and all keys above it."""
    parts = key.split("\\")
    return ["\\".join(parts[: depth + 1]) for depth in range(len(parts))]
