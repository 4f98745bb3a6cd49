"""A list is not stored as lists are.

## Why

A list ends with two NULs. Where one is missing, or where an empty element stands in the middle, one program reads
less than another: a resource is no longer in its group, or a node is no possible owner. An element that is there
twice makes a resource look as if it were in two groups.

## How to mend

In a copy the list is stored anew with the elements that can be read. On a live cluster set it with its cmdlet.

## Source

Microsoft, registry value types (REG_MULTI_SZ); that readers differ is inferred. An empty list may have no byte, two
or four.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hivetool.cluster.schema import Form
from hivetool.hive.decode import whole_units
from hivetool.hive.types import ValueType
from hivetool.hive.upcase import upcase
from hivetool.lint.columns import naming, of_property
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
; here
"Contains"=hex(7):61,00,00,00

[Cluster\Resources\a]
"Name"="Disk"
"""

GOOD = BAD.replace("61,00,00,00", "61,00,00,00,00,00").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Stored lists without their end, with empty elements, or with one element twice."""
    for column in subject.columns:
        if column.prop.form is not Form.TEXTS:
            continue
        lists = {each for each in {*column.data} if each is not None}
        wrong = {} if all_sound(lists) else {each: told for each in lists if (told := wrong_with(*each))}
        for number, each in enumerate(column.data if wrong else ()):
            if each is not None and each in wrong:
                item = column.keys.item(number)
                yield of_property(
                    item,
                    column.prop,
                    wrong[each],
                    expected="each element once, two NULs at the end",
                    fix=set_to(
                        item,
                        naming(column.prop),
                        elements(each[1]),
                        safe=True,
                        title=f"store {column.prop.name} as a list",
                    ),
                )


def all_sound(lists: Iterable[tuple[int, bytes]]) -> bool:
    """Whether nothing is wrong with any of the lists: all are looked at together, since that is the usual case."""
    stored = [data for kind, data in lists if kind == ValueType.REG_MULTI_SZ and data.strip(b"\0")]
    together = upcase(whole_units(b"".join(stored))).split("\0\0")
    if together.pop() or len(together) != len(stored) or not all(data.endswith(bytes(4)) for data in stored):
        return False
    return not any("\0" in text and not _differ(text.split("\0")) for text in together)


def wrong_with(kind: int, data: bytes) -> str:
    """What is wrong with the bytes of a list, ``""`` if nothing is."""
    if kind != ValueType.REG_MULTI_SZ or not data.strip(b"\0"):
        return ""
    if not data.endswith(bytes(4)):
        return "the list does not end with two NULs"
    texts = upcase(whole_units(data).rstrip("\0")).split("\0")
    if _differ(texts):
        return ""
    return "the list has an empty element" if "" in texts else "the list has an element twice"


def _differ(texts: list[str]) -> bool:
    return "" not in texts and len({*texts}) == len(texts)


def elements(data: bytes) -> tuple[str, ...]:
    """The elements that are there, each once; they compare without case."""
    texts: dict[str, str] = {}
    for text in whole_units(data).split("\0"):
        if text:
            texts.setdefault(upcase(text), text)
    return tuple(texts.values())


RULE = Rule(
    code="HT109",
    name="a list that is not stored as one",
    severity="error",
    mark=Mark.INFERRED,
    first=True,
    needs=frozenset({"exact types"}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
