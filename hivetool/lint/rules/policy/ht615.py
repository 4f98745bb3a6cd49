"""Configured waits make recovery take longer than ten minutes.

## Why

RestartDelay is waited before every restart, GroupStartDelay before the groups that depend on a group are started, and
GroupDependencyTimeout is how long a group waits for those it depends on. Each is part of the time for which users have
no service, and nobody sees it coming.

## How to mend

Shorten the delay, or count it into the recovery time that was promised.

## Source

MSCS resources-restartdelay, groupstartdelay, clusters-groupdependencytimeout; the limit is a threshold of this tool
(``recovery_most_ms``).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
; here
"GroupStartDelay"=dword:001b7740
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"GroupStartDelay"=dword:0000ea60
"""


def check(subject: Subject) -> Iterator[Found]:
    """Stored delays over the limit; that of restarts counts as often as there may be one."""
    most = subject.thresholds.recovery_most_ms
    for cluster, seconds in subject.stored("cluster", "GroupDependencyTimeout"):
        if isinstance(seconds, int) and seconds * 1000 > most:
            yield Found(
                f"a group waits up to {seconds} s for the groups it depends on",
                cluster,
                "GroupDependencyTimeout",
                expected=f"{most // 1000} s or less",
                fix=by_hand("shorten GroupDependencyTimeout"),
            )
    for group, delay in subject.stored("group", "GroupStartDelay"):
        if isinstance(delay, int) and delay > most:
            yield Found(
                f"groups that depend on it start {delay} ms later",
                group,
                "GroupStartDelay",
                expected=f"{most} ms or less",
                fix=by_hand("shorten GroupStartDelay"),
            )
    thresholds = subject.settings("resource", "RestartThreshold")
    for (item, found), allowed in zip(subject.each("resource", "RestartDelay"), thresholds, strict=True):
        if found.origin == "resource" and (found.number or 0) * (allowed.number or 0) > most:
            yield Found(
                f"before it fails over it waits {allowed.number} times {found.number} ms",
                item,
                "RestartDelay",
                expected=f"{most} ms or less in all",
                fix=by_hand("shorten RestartDelay, or lower RestartThreshold"),
            )


RULE = Rule(
    code="HT615",
    name="delays that make recovery long",
    severity="info",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
