"""There is more than one witness resource.

## Why

A cluster has one witness: the one that its quorum names. Another File Share Witness or Cloud Witness is mostly left
over from a change that failed halfway. It counts for nothing, fails on its own, and misleads whoever looks for the
witness.

## How to mend

Remove the witness that the quorum does not name; look first whether it is the one that was wanted.

## Source

Microsoft, "Configuring a cluster witness": the troubleshooting asks whether only one is configured.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.votes import only_witnesses

BAD = r"""
[Cluster\Quorum]
"Resource"="w"

; here
[Cluster\Resources\old]
"Name"="Old Witness"
"Type"="File Share Witness"

[Cluster\Resources\w]
"Name"="Cloud Witness"
"Type"="Cloud Witness"
"""

GOOD = r"""
[Cluster\Quorum]
"Resource"="w"

[Cluster\Resources\w]
"Name"="Cloud Witness"
"Type"="Cloud Witness"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Witnesses beside the quorum's own; without one of its own, all of them if they are several."""
    own = subject.database.witness.resource
    found = only_witnesses(subject)
    if own is None and len(found) < 2:
        return
    instead = f"the witness is {subject.database.label(own)}" if own is not None else "the quorum names none of them"
    for resource in found:
        if resource != own:
            yield Found(
                f"it is one witness too many: {instead}",
                resource,
                expected="one witness, which the quorum names",
                fix=by_cmdlet(
                    "remove it, unless it is the right one",
                    Cmdlet("Remove-ClusterResource", {"Name": resource.name}, by_hand=True),
                ),
            )


RULE = Rule(
    code="HT704",
    name="more than one witness",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
