"""Events in words, as on the command line: ``[AT] SUBJECT VERB [ARGUMENT]``.

The words become the same fields as an ``[[event]]`` of a scenario file has; what they mean is decided there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hivetool.cluster.durations import PATTERN

from .errors import BadScenario

NOW = "1ms"
"""When an event happens that names no time."""

_VERBS: tuple[tuple[str, str, Mapping[str, str | bool]], ...] = (
    (r"(?P<subject>.+)\s+reports\s+(?P<reports>\w+)", "resource", {}),
    (r"(?P<subject>.+)\s+stopped\s+(?P<stopped>\w+)", "resource", {}),
    (r"rhs:(?P<subject>.+?)\s+crashes(?:\s+by\s+(?P<by>.+))?", "rhs", {"crashes": True}),
    (r"node:(?P<subject>.+)\s+(?P<becomes>\w+)", "node", {}),
    (r"(?P<subject>group:.+)\s+move\s+(?P<move>.+)", "group", {}),
    (r"(?P<subject>group:.+)\s+online", "group", {"online": True}),
    (r"(?P<subject>group:.+)\s+offline", "group", {"offline": True}),
    (r"(?P<subject>.+)\s+online", "resource", {"online": True}),
    (r"(?P<subject>.+)\s+offline", "resource", {"offline": True}),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), subject, fields) for pattern, subject, fields in _VERBS)
_AT = re.compile(rf"(?P<at>{PATTERN})\s+(?P<rest>.+)", re.DOTALL)


def event_fields(words: str) -> dict[str, Any]:
    """The fields of an ``[[event]]`` that these words stand for. Raises :class:`BadScenario`."""
    timed = _AT.fullmatch(words.strip())
    at, rest = (timed["at"], timed["rest"]) if timed else (NOW, words.strip())
    for pattern, subject, fixed in _PATTERNS:
        found = pattern.fullmatch(rest)
        if found is not None:
            named = {name: text.strip() for name, text in found.groupdict().items() if text is not None}
            return {"at": at, subject: named.pop("subject"), **named, **fixed}
    raise BadScenario(
        f"--event {words!r}",
        "not understood; write for instance 'vm:SQL01 reports Failed', '3s res:\"Virtual Machine SQL01\" reports "
        "Offline', 'vm:SQL01 stopped inside', 'rhs:HV01 crashes by vm:SQL01' or 'group:SQL01 offline'",
    )
