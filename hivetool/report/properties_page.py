"""``docs/properties.md``, made from the schema: every property of the cluster database, by kind of object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from hivetool.cluster.schema import ANY, FOLDERS, KINDS, PROPERTIES, SINGLE, Kind, Property

COMMAND = "python -m hivetool docs properties > docs/properties.md"
"""What makes the page again."""

_TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        "cluster": "Cluster",
        "quorum": "Quorum",
        "node": "Nodes",
        "group": "Groups",
        "resource": "Resources",
        "resource type": "Resource types",
        "network": "Networks",
        "network interface": "Network interfaces",
        "dependency": "Dependencies",
        "checkpoint": "Checkpoints",
        "fault domain": "Fault domains",
        "group set": "Group sets",
        "affinity rule": "Affinity rules",
    }
)
_HEAD = ("Property", "Type", "Range", "Unit", "Default", "Meaning", "Source")
_MOST_WORDS = 7
"""Longer lists of words stand below their table."""


def properties_page() -> str:
    """The page, Markdown."""
    return "\n".join([_INTRODUCTION.format(command=COMMAND), *(line for kind in KINDS for line in _kind(kind))])


_INTRODUCTION = """\
# Properties of the cluster database

This page is made from the program's own table of properties (`{command}` writes it again, and a
test compares): the table that hivetool reads, sets and checks by.

Names compare without case. What was never set is not stored; then the default counts, which differs between versions
of Windows and is never a reason for a finding. A number outside its range counts as not stored.

Behind a name: *read-only*, the API refuses to set it; *runtime*, it changes while a cluster runs without anybody
changing the configuration; *ties*, it holds the database together and is not set alone; *inferred*, the name or its
form is the likeliest and not confirmed on a real hive; *seen*, known from real output or public scripts alone. A
version is that of Windows Server.

Sources: `MSCS page` is a page of Microsoft's Failover Cluster SDK documentation
(learn.microsoft.com/previous-versions/windows/desktop/mscs/page), `MS-CMRP` the open specification of that name, `SDK`
the Windows SDK's ClusAPI.h, `PowerShell` the FailoverClusters module, `KB` an article of Microsoft's support; the
others are public scripts and articles about real hives.
"""


def _kind(kind: Kind) -> Iterator[str]:
    yield from (f"## {_TITLES[kind]}", "")
    own = [prop for prop in PROPERTIES if prop.kind == kind and not prop.place]
    yield from (f"Values of `{_path(kind)}`.", "")
    yield from _table(own)
    private: dict[tuple[str, ...], list[Property]] = {}
    for prop in PROPERTIES:
        if prop.kind == kind and prop.place:
            private.setdefault(prop.types, []).append(prop)
    for types, rows in private.items():
        yield from (f"### {', '.join(types) or 'Private'}", "")
        yield from (f"Values of `{_path(kind)}\\Parameters`.", "")
        yield from _table(rows)


def _path(kind: Kind) -> str:
    below = {"node": "number", "resource type": "name", "checkpoint": "id of a resource"}.get(kind, "id")
    return f"{FOLDERS[kind]}\\<{below}>" if kind in FOLDERS else SINGLE[kind] or "HKLM\\Cluster"


def _table(rows: Sequence[Property]) -> Iterator[str]:
    yield _row(_HEAD)
    yield _row(["---"] * len(_HEAD))
    for prop in rows:
        cells = (_name(prop), _form(prop), _range(prop), prop.unit or "", _default(prop), _meaning(prop), prop.source)
        yield _row(cells)
    yield ""
    for prop in rows:
        if _is_long(prop):
            yield from (f"`{prop.name}`{': bits' if prop.bits else ''}: {_words(prop)}.", "")


def _name(prop: Property) -> str:
    mark = () if prop.mark == "documented" else (prop.mark,)
    said = (("read-only", prop.read_only), ("runtime", prop.runtime), ("ties", prop.ties))
    words = (*(word for word, is_so in said if is_so), *mark)
    name = "any other name" if prop.name == ANY else f"`{prop.name}`"
    return f"{name} *{', '.join(words)}*" if words else name


def _form(prop: Property) -> str:
    also = [form for form in prop.also if form is not prop.form]
    return ", ".join((prop.form.value, *(f"or {form.value}" for form in also)))


def _range(prop: Property) -> str:
    low, high = prop.limits
    limits = "" if high is None else f"{_number(low or 0)} to {_number(high)}"
    if high is None and low:
        limits = f"from {_number(low)}"
    special = [f"{_number(number)} = {words}" for number, words in prop.special]
    return "; ".join(part for part in (limits, *special) if part)


def _number(number: int | None) -> str:
    return "" if number is None else f"0x{number:X}" if number > 0xFFFFF else str(number)


def _default(prop: Property) -> str:
    if prop.default is None and not prop.defaults:
        return ""
    default = [] if prop.default is None else [_number(prop.default) if isinstance(prop.default, int) else prop.default]
    since = [f"{number} from {version} on" for version, number in prop.defaults]
    page = [] if prop.page_default is None else [f"the page has {prop.page_default}"]
    return "; ".join((*default, *since, *page))


def _meaning(prop: Property) -> str:
    words = f" ({_words(prop)})" if prop.words and not _is_long(prop) else ""
    since = f"since {prop.since}" if prop.since else ""
    until = f"until {prop.until}" if prop.until else ""
    types = f"of {', '.join(prop.types)}" if prop.types and not prop.place else ""
    inherited = f"where it is not set, that of the {prop.inherits[0]}" if prop.inherits else ""
    return "; ".join(part for part in (f"{prop.meaning}{words}", types, inherited, since, until) if part)


def _words(prop: Property) -> str:
    return "; ".join(f"{_number(number)} = {words}" for number, words in prop.words)


def _is_long(prop: Property) -> bool:
    return len(prop.words) > _MOST_WORDS


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
