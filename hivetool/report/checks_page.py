"""``docs/checks.md``, made from the tables of faults: what ends a reading, what is survived, what is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hivetool.cluster.faults import Fault as ClusterFault
from hivetool.hive.faults import FaultRow
from hivetool.observed.faults import Fault as ObservedFault
from hivetool.regf.check import UNREADABLE
from hivetool.regf.checks.table import Check
from hivetool.regf.errors import UnreadableHive
from hivetool.regf.faults import Fault
from hivetool.regtext.faults import Fault as TextFault
from hivetool.source.problems import Fault as SourceFault
from hivetool.tables.faults import Fault as TableFault

COMMAND = "python -m hivetool docs checks > docs/checks.md"
"""What makes the page again."""

_RECORD = "record"
"""What stands for ``{what}`` in a message of the table."""


def checks_page() -> str:
    """The page, Markdown."""
    sections = (_head(), _ends(), _survived(), _checked(), _texts(), _tables(), _cluster(), _observed())
    return "\n".join([*(line for section in sections for line in section), ""])


def _head() -> Iterator[str]:
    yield "# Faults: what ends a reading, what is survived, what is checked"
    yield ""
    yield f"This page is made from the program's own tables: `{COMMAND}`. The codes are stable;"
    yield "`{…}` is what stands there."
    yield ""
    yield "hivetool reads tolerantly: it returns what is sound and a `Problem` for everything else, with the code, the"
    yield "severity and the place. With `strict=True` (`open_hive`, `read_regf`) the first problem of any kind,"
    yield "warnings included, is raised as `Damaged`. `hivetool check` shows all of it: what the reader survived and"
    yield "the invariants that no reading needs."


def _ends() -> Iterator[str]:
    yield from ("", "## What ends the reading of a hive", "")
    yield f"Without the base block or the root key there is nothing to show; `check` gives the code `{UNREADABLE}`."
    yield from ("", "| error | when |", "|---|---|")
    for kind in UnreadableHive.__subclasses__():
        yield f"| `{kind.__name__}` | {_escaped((kind.__doc__ or '').splitlines()[0])} |"


def _survived() -> Iterator[str]:
    yield from ("", "## What a reading survives", "", "| code | severity | what is wrong | what the reader does |")
    yield "|---|---|---|---|"
    for fault in (*Fault, *SourceFault):
        message = fault.message.format(what=_RECORD, actual="(names)").replace(
            "transaction log record", "transaction log"
        )
        yield f"| `{fault.code}` | {fault.severity} | {_escaped(message)} | {_escaped(fault.done)} |"


def _checked() -> Iterator[str]:
    yield from ("", "## What `check` looks at besides", "", "| code | severity | what is wrong |", "|---|---|---|")
    for check in Check:
        yield f"| `{check.code}` | {check.severity} | {_escaped(check.message.format(what=_RECORD))} |"


def _texts() -> Iterator[str]:
    yield from ("", "## What is survived in a text", "")
    yield "Without a header or without one key line that can be read, the reading ends."
    yield from _faults(TextFault)


def _tables() -> Iterator[str]:
    yield from ("", "## What is survived in a JSON document or an SQLite database", "")
    yield "What is no JSON, a damaged database, something else, or without one key that can be read, is not read."
    yield from _faults(TableFault)


def _faults(table: Iterable[FaultRow]) -> Iterator[str]:
    yield from ("", "| code | severity | what is wrong | what is done |", "|---|---|---|---|")
    for fault in table:
        yield f"| `{fault.code}` | {fault.severity} | {_escaped(fault.blank('{…}'))} | {_escaped(fault.done)} |"


def _cluster() -> Iterator[str]:
    yield from ("", "## What is survived in a cluster database", "")
    yield "The hive is sound, and what is in it does not hold together."
    yield from _faults(ClusterFault)


def _observed() -> Iterator[str]:
    yield from ("", "## What is survived in observed states", "")
    yield "What is wrong with an entry that `replay` was given, or with finding its object."
    yield from _faults(ObservedFault)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
