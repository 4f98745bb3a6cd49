"""Making remedies: the edit for a copy, from which the PowerShell for a live cluster follows."""

from __future__ import annotations

from dataclasses import replace

from hivetool.cluster.assign import edit_of
from hivetool.cluster.facts import Content
from hivetool.cluster.model import ClusterObject
from hivetool.hive.edit import DeleteKey, DeleteValue, Edit
from hivetool.hive.upcase import upcase

from .finding import Cmdlet, Fix


def set_to(item: ClusterObject, name: str, content: Content, *, safe: bool = False, title: str = "") -> Fix:
    """Store this under a property of the object."""
    edit = edit_of(item, name, content)
    return Fix(title or f"set {name} to {words(content)}", safe, (edit,) if edit is not None else ())


def no_longer(item: ClusterObject, name: str, *, safe: bool = False, title: str = "") -> Fix:
    """Store nothing under a property of the object, so that it has what is inherited or the default."""
    edit = edit_of(item, name, None)
    return Fix(title or f"store no {name}", safe, (edit,) if edit is not None else ())


def edit_list(
    item: ClusterObject, name: str, *, without: tuple[str, ...] = (), plus: tuple[str, ...] = (), safe: bool = False
) -> Fix:
    """Take some items off a stored list (they compare without case), or put some to its end."""
    fact = item.facts.get(name) or item.parameters.get(name)
    stored = fact.value if fact is not None and isinstance(fact.value, tuple) else ()
    dropped = {upcase(each) for each in without}
    left = tuple(each for each in stored if upcase(each) not in dropped) + plus
    told = [f"take {', '.join(without)} off {name}"] if without else []
    told += [f"put {', '.join(plus)} into {name}"] if plus else []
    return set_to(item, name, left, safe=safe, title=" and ".join(told))


def with_cmdlets(fix: Fix, *cmdlets: Cmdlet) -> Fix:
    """The same remedy, with what a live cluster takes."""
    return replace(fix, cmdlets=(*fix.cmdlets, *cmdlets))


def remove_value(key: str, name: str, title: str, *, safe: bool = False) -> Fix:
    """Delete a value of any key."""
    return Fix(title, safe, (DeleteValue(key, name),))


def remove_key(key: str, title: str, *, safe: bool = False, cmdlets: tuple[Cmdlet, ...] = ()) -> Fix:
    """Delete a key with all that is below it."""
    return Fix(title, safe, (DeleteKey(key),), cmdlets)


def by_cmdlet(title: str, *cmdlets: Cmdlet, edits: tuple[Edit, ...] = ()) -> Fix:
    """Something for a person with a live cluster, perhaps with edits for a copy."""
    return Fix(title, False, edits, cmdlets)


def by_hand(title: str) -> Fix:
    """Something that neither an edit nor a cmdlet does."""
    return Fix(title)


def words(content: Content) -> str:
    """A content as people say it."""
    if isinstance(content, bytes):
        return content.hex() or "nothing"
    return ", ".join(content) or "an empty list" if isinstance(content, tuple) else str(content)
