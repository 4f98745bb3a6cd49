"""A script or a backup agent runs as a role beside virtual machines.

## Why

A backup agent that is a role takes part in every move: one is known to have made the nodes hang while virtual machines
were moved live, by the way its network was taken down. The calls of a script run inside RHS, and one that does not come
back stops what shares the process.

## How to mend

Take the agent's role offline before machines are moved live, as before patching, and online again afterwards; better,
keep it out of the cluster of the hosts.

## Source

Microsoft, "Troubleshoot failover cluster live migration freeze with TSM role". The words by which other agents are
told are practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

; here
[Cluster\Resources\s]
"Name"="TSM Scheduler"
"Type"="Generic Service"
"""

GOOD = BAD.replace("TSM Scheduler", "Printing").replace("; here\n", "")

SCRIPT = "Generic Script"
HOSTS = ("Generic Application", SCRIPT, "Generic Service")
"""Types under which agents are made to run."""

AGENTS = (
    "ARCSERVE",
    "AVAMAR",
    "BACKUP",
    "BACULA",
    "COMMVAULT",
    "DATA PROTECTOR",
    "NETBACKUP",
    "NETWORKER",
    "SPECTRUM PROTECT",
    "STORAGE PROTECT",
    "TIVOLI",
    "TSM",
    "VEEAM",
)
"""Words in the names of backup agents, in upper case."""


def check(subject: Subject) -> Iterator[Found]:
    """Scripts, and what has an agent's word in its name, where there are virtual machines."""
    for resource in subject.of_type(*HOSTS) if subject.machines else ():
        if any(word in upcase(resource.name) for word in AGENTS):
            what, title = "looks like a backup agent", "take the agent offline before machines are moved live"
        elif upcase(resource.type) == upcase(SCRIPT):
            what, title = "is a script", "make sure that the script's calls always come back"
        else:
            continue
        yield Found(
            f"it {what}, in a cluster of virtual machines",
            resource,
            expected="virtual machines and their storage alone",
            fix=by_hand(title),
        )


RULE = Rule(
    code="HT314",
    name="an agent beside virtual machines",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
