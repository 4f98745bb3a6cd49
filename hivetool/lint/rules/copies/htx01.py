"""This copy of the cluster's database is not what the newest copy is.

## Why

Every node has a copy, and all are meant to be the same. A node whose copy stays behind was cut off, or cannot write;
if it is started alone, the cluster comes up as it was long ago, and what was changed since is lost. A copy whose
PaxosTag alone is older, with the same configuration, was only taken earlier: that is told as mere information.

## How to mend

Find out why the node stays behind. Let it join the cluster that has the newest copy: it takes that over when its
Cluster Service starts. Never force a quorum on a node with an older copy.

## Source

KB947713 on PaxosTag and forced quorum; public notes on the files of the cluster hive (workinghardinit, lokna).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.difference import is_noise
from hivetool.hive.diff import diff
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.peers import Copies, copies
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

GOOD = r"""
[Cluster]
"ClusterName"="HVCLUSTER"
"PaxosTag"="3:3:276"
"DynamicQuorum"=dword:00000001
---
[Cluster]
"ClusterName"="HVCLUSTER"
"PaxosTag"="3:3:276"
"DynamicQuorum"=dword:00000001
"""

BAD = (
    GOOD.replace('"3:3:276"', '"3:3:271"', 1).replace("00000001", "00000000", 1).replace('"Paxos', '; here\n"Paxos', 1)
)


def check(subject: Subject) -> Iterator[Found]:
    """The subject, if another copy is newer or, being of the same age, different."""
    found = copies(subject)
    if found is None or found.newest.database is subject.database:
        return
    edits = diff(subject.database.hive, found.newest.database.hive)
    differences = sum(not is_noise(edit) for edit in edits)
    if differences or found.own.tag_text != found.newest.tag_text:
        yield Found(
            f"{_age(found)}; {differences or 'no'} difference{'s' * (differences != 1)} in the configuration",
            subject.database.cluster,
            "PaxosTag",
            expected=f"the copy in {found.newest.name}",
            severity=None if differences else "info",
            fix=by_hand("let the node join the cluster that has the newest copy, and find out why it stayed behind"),
        )


def _age(found: Copies) -> str:
    own, newest = found.own, found.newest
    if own.tag != newest.tag and newest.tag is not None:
        return f"its PaxosTag is {own.tag_text or 'not stored'}, that of {newest.name} is {newest.tag_text}"
    if own.tag is None and own.written != newest.written:
        return f"it was last written before {newest.name}"
    return f"it is as new as {newest.name}"


RULE = Rule(
    code="HTX01",
    name="copies that disagree",
    severity="error",
    mark=Mark.DOCUMENTED,
    needs=frozenset({"several copies"}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
