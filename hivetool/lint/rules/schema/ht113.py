"""A property is stored that Windows does not use any more.

## Why

Extensions of the old administrator, debuggers of resources, deadlock detection as Windows Server 2003 had it: the
values do nothing. They are left from an old cluster that was upgraded, or from an old script that still sets them.

## How to mend

Delete the value, nothing reads it.

## Source

MSCS, the pages of the properties: "This property is not supported".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.conversions import told
from hivetool.lint.finding import Found
from hivetool.lint.fixes import remove_value
from hivetool.lint.obsolete import KINDS, OBSOLETE, is_obsolete
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
; here
"DebugPrefix"="ntsd"
"""

GOOD = BAD.replace('"DebugPrefix"="ntsd"\n', "").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Values of these names, whatever they hold."""
    for keys in subject.keys:
        if keys.private or keys.kind not in KINDS:
            continue
        for name in sorted(OBSOLETE):
            for number, row in keys.batch.named(name) if is_obsolete(keys.kind, name) else ():
                value = keys.batch.hive.value_at(row)
                path = value.location.path or ""
                yield Found(
                    "nothing uses it any more",
                    keys.item(number),
                    value.name,
                    expected="not stored",
                    actual=told(value),
                    fix=remove_value(path, value.name, f"delete {value.name}", safe=True),
                    key=path,
                    at=value.location,
                )


RULE = Rule(
    code="HT113",
    name="a property that is no longer used",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
