"""Values that nobody should see who gets a copy of the database: what ``redact`` blanks whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hivetool.cluster.redact_rules import SECRET_FOLDERS, Treat, is_number, is_text, rule_for, shape_of
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key, Value

_BLANK = re.compile(rb"(?:x\0|\0)*")
"""What ``redact`` leaves of a secret."""


def secrets_in(hive: Hive) -> Iterator[Value]:
    """Every value that is a secret or may hold one, unless it is blank, in stored order."""
    lists = hive.listed()
    secret_names = {name for name in {*lists.value_names} if rule_for("", name, True).treat is Treat.SECRET}
    rows = [row for row, name in enumerate(lists.value_names) if name in secret_names]
    found = {row: hive.value_at(row) for row in rows} | {value.row: value for value in _in_folders(hive)}
    for _, value in sorted(found.items()):
        if not is_number(value.type, value.data) and not _BLANK.fullmatch(value.data):
            yield value


def _in_folders(hive: Hive) -> Iterator[Value]:
    """Binary values below the keys that hold keys and passwords."""
    wanted = {folder.strip("\\") for folder in SECRET_FOLDERS}
    for row, name in enumerate(hive.listed().key_names):
        if any(folder in upcase(name) for folder in wanted):
            yield from _binary_below(Key(hive, row))


def _binary_below(top: Key) -> Iterator[Value]:
    waiting = [top]
    while waiting:
        key = waiting.pop()
        waiting.extend(key.subkeys)
        for value in key.values:
            shape = shape_of(key.path)
            if not is_text(value.type, value.data) and rule_for(shape, value.name, False).treat is Treat.SECRET:
                yield value
