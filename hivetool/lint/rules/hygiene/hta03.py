"""A role has no description.

## Why

Who is called at night sees in the description what the role serves and whom to ask, if somebody wrote it there.

## How to mend

Describe it: what it serves, and who is responsible.

## Source

Practice, where a policy asks for it; so the rule is run only when it is selected.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
; here
[Cluster\Groups\g]
"Name"="SQL01"
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Description"="Payroll database, ask the data team"

[Cluster\Groups\c]
"Name"="Cluster Group"
"GroupType"=dword:00000001
"""


_NO_ROLES = frozenset({1, 2, 3, 4, 5})
"""GroupType: the core group, Available Storage, temporary groups, shared volumes, storage pools."""


def check(subject: Subject) -> Iterator[Found]:
    """Groups without a Description, or with a blank one, but for those that are no roles."""
    known = subject.database.collections["group"]
    pairs = zip(known.every("Description"), known.every("GroupType"), strict=True)
    for place, (content, kind) in enumerate(pairs):
        if kind not in _NO_ROLES and not (isinstance(content, str) and content.strip()):
            yield Found(
                "nothing says what it is for",
                subject.database.groups[place],
                "Description",
                expected="what it serves and who is responsible",
                fix=by_hand("describe it: what it serves, and who is responsible"),
            )


RULE = Rule(
    code="HTA03",
    name="a role without a description",
    severity="info",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
