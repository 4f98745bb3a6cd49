"""Events in words, as on the command line: ``[AT] SUBJECT VERB [ARGUMENT] [every TIME]``.

The words become the same fields as an ``[[event]]`` of a scenario file has; what they mean is decided there. A name
in quotes is one name, whatever words are in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from hivetool.cluster.durations import PATTERN

from .errors import BadScenario
from .forms import FORMS
from .model import Becomes

NOW = "1ms"
"""When an event happens that names no time."""

_NAME = r"\S(?:.*\S)?"
_GROUP = rf"group:\s*{_NAME}"
_LIVE = r"(?=.*\slive\Z)"

_VERBS: tuple[tuple[str, str, Mapping[str, str | bool]], ...] = (
    (r"cluster\s+(?P<subject>start)", "cluster", {}),
    (rf"rhs:\s*(?P<subject>\S(?:.*?\S)?)\s+crashes(?:\s+by\s+(?P<by>{_NAME}))?", "rhs", {"crashes": True}),
    (rf"(?P<subject>{_NAME})\s+reports\s+(?P<reports>\w+)", "resource", {}),
    (rf"(?P<subject>{_NAME})\s+stopped\s+(?P<stopped>\w+)", "resource", {}),
    (rf"(?P<subject>{_NAME})\s+fails\s+(?P<fails>\w+)", "resource", {}),
    (rf"{_LIVE}(?P<subject>{_GROUP})\s+move\s+(?P<move>\S+)\s+live", "group", {"live": True}),
    (rf"(?P<subject>{_GROUP})\s+move\s+(?P<move>\S+)", "group", {}),
    (rf"(?P<subject>{_GROUP})\s+online", "group", {"online": True}),
    (rf"(?P<subject>{_GROUP})\s+offline", "group", {"offline": True}),
    (rf"{_LIVE}(?P<subject>{_GROUP})\s+move\s+(?P<move>{_NAME})\s+live", "group", {"live": True}),
    (rf"(?P<subject>{_GROUP})\s+move\s+(?P<move>{_NAME})", "group", {}),
    (rf"(?P<subject>node:\s*{_NAME})\s+(?P<becomes>\w+)", "node", {}),
    (rf"(?P<subject>{_NAME})\s+online", "resource", {"online": True}),
    (rf"(?P<subject>{_NAME})\s+offline", "resource", {"offline": True}),
    (rf"(?P<subject>{_NAME})\s+(?P<becomes>{'|'.join(Becomes)})", "node", {}),
    (rf"{_LIVE}(?P<subject>{_NAME})\s+move\s+(?P<move>{_NAME})\s+live", "group", {"live": True}),
    (rf"(?P<subject>{_NAME})\s+move\s+(?P<move>{_NAME})", "group", {}),
)
"""The first row that fits counts: words, the field their subject is named by, and fields that go without saying."""

_FLAGS = re.DOTALL | re.IGNORECASE
_PATTERNS = tuple((re.compile(pattern, _FLAGS), subject, fields) for pattern, subject, fields in _VERBS)
_AT = re.compile(rf"(?P<at>{PATTERN})\s+(?P<rest>.+)", re.DOTALL)
_NEGATIVE = re.compile(rf"-{PATTERN}(?=\s)")
_EVERY = re.compile(rf"(?P<rest>{_NAME})\s+(?i:every)\s+(?P<every>{PATTERN})", re.DOTALL)
_QUOTED = re.compile(r"""(?<![^\s:])(["'])(.{1,1000}?)\1(?!\S)""", re.DOTALL)


def event_fields(words: str) -> dict[str, Any]:
    """The fields of an ``[[event]]`` that these words stand for. Raises :class:`BadScenario`."""
    text = words.strip()
    if before := _NEGATIVE.match(text):
        raise BadScenario(f"--event {words!r}", f"at: {before[0]!r} is before the beginning: times count from 0")
    told = _QUOTED.sub(lambda quoted: f"{quoted[1]}{'_' * len(quoted[2])}{quoted[1]}", text)
    times, first, last = {"at": NOW}, 0, len(told)
    if timed := _AT.fullmatch(told):
        times["at"], first = timed["at"], timed.start("rest")
    if again := _EVERY.fullmatch(told, first):
        times["every"], last = again["every"], again.end("rest")
    for pattern, subject, fixed in _PATTERNS:
        found = pattern.fullmatch(told, first, last)
        if found is not None:
            named = {name: text[slice(*found.span(name))] for name, value in found.groupdict().items() if value}
            return {**times, subject: named.pop("subject"), **named, **fixed}
    raise BadScenario(
        f"--event {words!r}",
        f"not understood; write {_known()}; with times it is for instance '10m node:HV02 up' or 'vm:SQL01 reports "
        "Failed every 24h', and a name with such words in it is in quotes: 'res:\"a move\" online'",
    )


def _known() -> str:
    """All forms, the subject of each once."""
    parts = [form.words.partition(" ") for form in FORMS]
    subjects = groupby(parts, key=lambda part: part[0])
    return "; ".join(f"{subject} {' | '.join(rest for _, _, rest in group)}" for subject, group in subjects)
