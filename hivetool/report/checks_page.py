"""``docs/checks.md``, made from the tables of faults: what ends a reading, what is survived, what is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hivetool.cluster.faults import Fault as ClusterFault
from hivetool.regf.check import UNREADABLE
from hivetool.regf.checks.table import Check
from hivetool.regf.errors import UnreadableHive
from hivetool.regf.faults import Fault
from hivetool.regtext.faults import Fault as TextFault
from hivetool.source.problems import Fault as SourceFault

COMMAND = "python -m hivetool docs checks > docs/checks.md"
"""What makes the page again."""

_RECORD = "record"
"""What stands for ``{what}`` in a message of the table."""


def checks_page() -> str:
    """The page, Markdown."""
    return "\n".join([*_head(), *_ends(), *_survived(), *_checked(), *_texts(), *_cluster(), ""])


def _head() -> Iterator[str]:
    yield "# Faults: what ends a reading, what is survived, what is checked"
    yield ""
    yield f"This page is made from the program's own tables: `{COMMAND}`. The codes are stable."
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
    yield from ("", "| code | severity | what is wrong | what the reader does |", "|---|---|---|---|")
    for fault in TextFault:
        message = fault.message.format(actual="what stands there")
        yield f"| `{fault.code}` | {fault.severity} | {_escaped(message)} | {_escaped(fault.consequence)} |"


def _cluster() -> Iterator[str]:
    yield from ("", "## What is survived in a cluster database", "")
    yield "The hive is sound, and what is in it does not hold together. `{…}` is what stands there."
    yield from ("", "| code | severity | what is wrong | what is done |", "|---|---|---|---|")
    for fault in ClusterFault:
        message = re.sub(r"\{\w+\}", "{…}", fault.message)
        yield f"| `{fault.code}` | {fault.severity} | {_escaped(message)} | {_escaped(fault.done)} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
