"""The endpoint of the cloud witness is empty, or of a cloud that is closed.

## Why

The witness writes to a storage account, whose address is made of AccountName and EndpointInfo. Without an endpoint, or
with that of a cloud that no longer exists, it cannot come online, and its vote is missing when nodes fail.

## How to mend

Configure the witness anew with the endpoint of your cloud; for most that is core.windows.net. The copy gets that one.

## Source

Microsoft, "Configuring a cluster witness"; MSCS endpointinfo. That core.cloudapi.de, Microsoft Cloud Germany, was
closed in 2021 is from Microsoft's announcement.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to, with_cmdlets
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.votes import new_witness

BAD = r"""
[Cluster\Resources\w]
"Name"="Cloud Witness"
"Type"="Cloud Witness"

[Cluster\Resources\w\Parameters]
"AccountName"="witness"
; here
"EndpointInfo"=""
"""

GOOD = BAD.replace('"EndpointInfo"=""', '"EndpointInfo"="core.windows.net"').replace("; here\n", "")

USUAL, CLOSED = "core.windows.net", ("core.cloudapi.de",)


def check(subject: Subject) -> Iterator[Found]:
    """Cloud witnesses whose stored EndpointInfo is blank or ends with that of a closed cloud."""
    for witness in subject.of_type("Cloud Witness"):
        fact = subject.fact(witness, "EndpointInfo")
        if fact is None or not isinstance(fact.value, str):
            continue
        endpoint = upcase(fact.value.strip())
        if not endpoint or endpoint.endswith(tuple(map(upcase, CLOSED))):
            yield Found(
                "it has no endpoint" if not endpoint else "its endpoint is of a cloud that is closed",
                witness,
                "EndpointInfo",
                expected=f"an endpoint such as {USUAL}",
                fix=with_cmdlets(
                    set_to(witness, "EndpointInfo", USUAL),
                    new_witness(CloudWitness=None, AccountName="account", AccessKey="key", Endpoint=USUAL),
                ),
            )


RULE = Rule(
    code="HT712",
    name="cloud witness without an endpoint",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
