"""The file holds what may be a password, a key or a token.

## Why

Who has a copy of the database has the key of the witness's storage account, and encrypted passwords of computer
accounts. A command line may have a password in it too. That is no fault of the cluster, but nothing to send by mail.

## How to mend

Pass on what `hivetool redact` makes of it, in which secrets are blanked.

## Source

MSCS cloud-witness-primarykey, cloud-witness-primarytoken, network-names-resourcedata, checkpointing; hivetool's page on
redact has the whole list.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Resource
from hivetool.cluster.schema import FOLDERS
from hivetool.hive.upcase import upcase
from hivetool.lint.confidential import secrets_in
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\w]
"Name"="Cloud Witness"
"Type"="Cloud Witness"

[Cluster\Resources\w\Parameters]
"AccountName"="witness"
; here
"PrimaryKey"="bm90IGEga2V5"
"""

GOOD = r"""
[Cluster\Resources\w]
"Name"="Cloud Witness"
"Type"="Cloud Witness"

[Cluster\Resources\w\Parameters]
"AccountName"="witness"
"PrimaryKey"="xxxxxxxxxxxx"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Every such value that is not blank; what it holds is not told."""
    for value in secrets_in(subject.database.hive):
        path = value.key.path
        yield Found(
            f"{value.name} is a secret or may have one in it",
            _resource(subject, path),
            value.name,
            expected="nothing that is passed on",
            actual=f"{len(value.data)} bytes",
            fix=by_hand("pass on what hivetool redact makes of it"),
            key=path,
            at=value.location,
        )


def _resource(subject: Subject, path: str) -> Resource | None:
    folder, _, rest = path.partition("\\")
    is_resource = upcase(folder) == upcase(FOLDERS["resource"])
    return subject.database.resource(rest.partition("\\")[0]) if is_resource else None


RULE = Rule(
    code="HTA07",
    name="secrets in the file",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
