"""Nearly everybody may change the cluster's keys.

## Why

Only the system and the administrators have to write the database. Where a group that everybody is in may do so as
well, a resource can be given another DLL or command line by somebody who has no other right on the node.

## How to mend

Give the key the rights that a sound node has: full control for SYSTEM and the administrators, read for the others.
Look first who changed them, and what else was changed.

## Source

Inferred: what an installation has was not confirmed on a real node, so only rights to change are looked at. A text has
no security descriptors, so no export shows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.errors import BadSecurityDescriptor
from hivetool.hive.views import Key
from hivetool.lint.damage import open_to_users
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.grants import changers
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few


def check(subject: Subject) -> Iterator[Found]:
    """The root key and those right below it, if their descriptor lets nearly everybody change them."""
    root = subject.database.hive.root
    for key in (root, *root.subkeys):
        who = _changers(key)
        if who:
            yield Found(
                f"{few(who)} may change {key.path or 'the root key'}",
                expected="rights to change for SYSTEM and the administrators alone",
                actual=key.sddl or "",
                fix=by_hand("give the key the rights that it has on a sound node"),
                key=key.path,
                at=key.location,
            )


def _changers(key: Key) -> tuple[str, ...]:
    try:
        sddl = key.sddl
    except BadSecurityDescriptor:
        return ()
    return changers(sddl) if sddl is not None else ()


def damage(hive: bytes) -> bytes:
    """Users have the rights of the administrators."""
    return open_to_users(hive)


RULE = Rule(
    code="HTA09",
    name="everybody may change the database",
    severity="warning",
    mark=Mark.INFERRED,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
