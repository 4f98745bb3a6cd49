"""The two poll intervals are the defaults, exchanged: LooksAlive 60 seconds, IsAlive 5 seconds.

## Why

The article says that IsAlive is executed every 5 seconds and LooksAlive every 60, as its figure 1.2 shows them. In
Microsoft's documentation, and by the names in the registry, it is the other way round: LooksAlive is quick and has 5
seconds, IsAlive is thorough and has 60. Who stored the article's numbers under the article's names has made the
thorough check twelve times as frequent and the quick one useless.

## How to mend

Exchange them. If the type has 5000 and 60000 anyway, the resource stores none: what is inherited counts by its role
in the article's reading too, so that both readings then agree.

## Source

The article, "IsAlive check is performed every 5 seconds and LooksAlive every 60 seconds"; MSCS
resource-types-looksalivepollinterval and resource-types-isalivepollinterval; that the one led to the other is
inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.intervals import IS_ALIVE, LOOKS_ALIVE, both_set_by, exchanged, own_name, whose
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\ResourceTypes\Virtual Machine]
"IsAlivePollInterval"=dword:0000ea60
"LooksAlivePollInterval"=dword:00001388

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"IsAlivePollInterval"=dword:00001388
; here
"LooksAlivePollInterval"=dword:0000ea60
"""

GOOD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"IsAlivePollInterval"=dword:0000ea60
"LooksAlivePollInterval"=dword:00001388
"""


ARTICLE = (60_000, 5_000)


def check(subject: Subject) -> Iterator[Found]:
    """Types and resources that bring at least one of exactly these two."""
    for item, looks, alive in both_set_by(subject, LOOKS_ALIVE, IS_ALIVE):
        if (looks.number, alive.number) == ARTICLE:
            yield Found(
                f"LooksAlive polls {whose(item)} every 60 s, IsAlive every 5 s, as the article has it",
                item,
                own_name(item, looks, alive),
                expected="LooksAlive 5000 ms, IsAlive 60000 ms",
                fix=exchanged(subject.database, item, *ARTICLE),
            )


RULE = Rule(
    code="HT507",
    name="intervals swapped as in the article",
    severity="warning",
    mark=Mark.INFERRED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
