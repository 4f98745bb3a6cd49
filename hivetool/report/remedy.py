"""What mends a finding, twice: the PowerShell for a live cluster, and the edits for a copy in words."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.assign import Change, change_of
from hivetool.cluster.model import Database
from hivetool.cluster.names import Names, object_of
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit
from hivetool.lint.finding import Finding

from .cmdlets import COMMENT, cmdlet_line
from .plain import visible
from .powershell import powershell
from .stored import stored_words


def live(finding: Finding, database: Database | None) -> tuple[str, ...]:
    """Lines of PowerShell; those that begin with # are left to a person. Empty where nothing supported does it."""
    if finding.fix is None:
        return ()
    properties = _properties(finding.fix.edits, database) if database is not None else ()
    return tuple(dict.fromkeys((*properties, *map(cmdlet_line, finding.fix.cmdlets))))


def copy(finding: Finding, database: Database | None) -> Iterator[str]:
    """The edits for a copy, each in words."""
    names = Names((database.hive,)) if database is not None else None
    for edit in finding.fix.edits if finding.fix is not None else ():
        yield edit_words(edit, names)


def edit_words(edit: Edit, names: Names | None = None) -> str:
    r"""``set Resources\6e39…:SeparateMonitor to 1 (0x1)``."""
    key = visible(edit.key) or "the root"
    if isinstance(edit, CreateKey):
        return f"make key {key}"
    if isinstance(edit, DeleteKey):
        return f"delete key {key}"
    place = f"{visible(edit.key)}:{visible(edit.name) or '(default)'}"
    if isinstance(edit, DeleteValue):
        return f"delete {place}"
    return f"set {place} to {stored_words(edit.type, edit.data, edit.name, names)}"


def _properties(edits: tuple[Edit, ...], database: Database) -> Iterator[str]:
    for edit in edits:
        change = _change(edit, database)
        line = powershell(change) if change is not None else None
        if line is not None and change is not None:
            yield f"{COMMENT}{line}" if change.prop.name == "PersistentState" else line


def _change(edit: Edit, database: Database) -> Change | None:
    """The change of a property that an edit is, of whichever object; None if it is none."""
    if not edit.key:
        return change_of(database, "key", "", "", edit)
    place = object_of(edit.key)
    item = database.find(*place) if place is not None else None
    return change_of(database, item.kind, item.id, item.name, edit) if item is not None else None
