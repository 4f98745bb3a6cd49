"""The tables of properties in the shared facts, read as they are written, to hold the schema against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from hivetool.cluster.schema import UNSET, Form, Kind, Property, own_properties, private_properties
from hivetool.hive.upcase import upcase
from tests.shared import shared

NUMBERS = (Form.NUMBER, Form.LARGE)
HEADS: dict[Kind, str] = {
    "resource": "### 2.1 ",
    "resource type": "### 2.2 ",
    "group": "### 2.3 ",
    "node": "### 2.4 ",
    "network": "### 2.5 ",
    "network interface": "### 2.6 ",
    "cluster": "### 2.7 ",
}


@dataclass(frozen=True)
class Row:
    name: str
    type: str
    access: str
    unit: str
    least: str
    most: str
    default: str
    meaning: str
    page: str


def rows(kind: Kind) -> list[Row]:
    """The rows of the table about this kind of object."""
    text = (shared() / "facts" / "wsfc-data-model.md").read_text("utf-8")
    section = text.split(HEADS[kind], 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in section.splitlines() if "|" in line]
    return [Row(row[0].strip("`"), *row[1:]) for row in cells if row[0].startswith("`") and len(row) == 9]


def number(cell: str) -> int | None:
    """The number a cell begins with, or has in brackets behind a name; None where it says it otherwise."""
    words = {"FALSE": 0, "TRUE": 1}
    if cell in words:
        return words[cell]
    product = re.fullmatch(r"\((\d+(?: \\\* \d+)+)\)", cell)
    if product:
        return prod(int(part) for part in product[1].split(" \\* "))
    found = re.match(r"(0x[0-9A-Fa-f]+|-?\d[\d,]*)(?= *$| *\(| minutes)", cell) or re.match(r"\w+ \((\d+)\)", cell)
    if found is None:
        return None
    return int(found[1].replace(",", ""), 0) & UNSET if found[1].startswith("-") else int(found[1].replace(",", ""), 0)


def found(kind: Kind, name: str) -> Property | None:
    """The schema's row of that name."""
    return own_properties(kind).get(upcase(name)) or private_properties(kind).get(upcase(name))


def differences(kind: Kind, row: Row) -> list[str]:
    """What the schema has otherwise than the facts, each as ``Name: what``."""
    prop = found(kind, row.name)
    if prop is None:
        return [f"{row.name}: missing"]
    units = {"-": None, "count": None, "count/hour": "per hour"}
    checks: list[tuple[str, object, object]] = [
        ("type", prop.form.value in row.type, True),
        ("page", row.page in prop.source, True),
        ("access", prop.read_only, row.access == "RO"),
        ("unit", prop.unit, units.get(row.unit, row.unit)),
    ]
    if prop.form in NUMBERS:
        checks += _limits(prop, row)
    return [f"{row.name}: {what}" for what, mine, theirs in checks if mine != theirs]


def all_differences(kind: Kind) -> list[str]:
    """What the schema has otherwise than the table of this kind; every row of the table is looked at."""
    known = rows(kind)
    text = (shared() / "facts" / "wsfc-data-model.md").read_text("utf-8")
    section = text.split(HEADS[kind], 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    assert len(known) == section.count("\n| `") > 9, "a row could not be read"
    return [each for row in known for each in differences(kind, row)]


def _limits(prop: Property, row: Row) -> Iterator[tuple[str, object, object]]:
    least, most, default = number(row.least), number(row.most), number(row.default)
    if (least, most) != (0, 0):  # 0 to 0 means that the page has no limits
        if least is not None:
            yield "least", (UNSET if prop.allows(UNSET) else None) if least == UNSET else prop.minimum or 0, least
        if most is not None:
            yield "most", prop.most, most
    if default is not None:
        yield "default", prop.default if prop.page_default is None else prop.page_default, default
