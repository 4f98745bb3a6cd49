"""A key was written later than the file was saved.

## Why

Nothing in a file can be newer than the file. A node's clock was wrong, or somebody changed the key with another tool:
worth knowing where it matters who changed what and when.

## How to mend

Nothing has to be mended. Compare the time with the cluster's log, and look at the node's clock.

## Source

Inferred; M. Suhanov, "Windows registry file format specification", has both times. Some hours are allowed, as a hive
may be saved by another machine: see the threshold clock_hours. A text has no times, so no export shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from hivetool.hive.columns import NO_TIME
from hivetool.hive.views import Key
from hivetool.lint.damage import saved_before
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

HOUR = 36_000_000_000
"""In the 100 ns of a FILETIME."""
_SOME_DAY = 133_800_000_000_000_000


def check(subject: Subject) -> Iterator[Found]:
    """The key with the latest time, if that is too late; with how many there are."""
    hive, saved = subject.database.hive, subject.source.saved
    if saved is None:
        return
    times = hive.columns.keys.last_written.tolist()
    limit = saved + subject.thresholds.clock_hours * HOUR
    late = [row for row, time in enumerate(times) if limit < time < NO_TIME]
    if late:
        latest = max(late, key=times.__getitem__)
        key = Key(hive, latest)
        more = f"; {len(late) - 1} other keys are too late as well" if len(late) > 1 else ""
        yield Found(
            f"it was written after the file was saved{more}",
            expected=f"at most {_words(saved)}",
            actual=_words(times[latest]),
            fix=by_hand("compare the time with the cluster's log"),
            key=key.path,
            at=key.location,
        )


def _words(time: int) -> str:
    """A FILETIME as people write it, in UTC."""
    try:
        moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=time // 10)
    except OverflowError:
        return "after the year 9999"
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def damage(hive: bytes) -> bytes:
    """Its root key is two days younger than the file."""
    return saved_before(hive, _SOME_DAY, _SOME_DAY + 48 * HOUR)


RULE = Rule(
    code="HTA08",
    name="a key younger than its file",
    severity="info",
    mark=Mark.INFERRED,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
