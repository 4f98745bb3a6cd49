"""``whatif`` as a view: the answer first, then a line for each failure, then who stays down, who moves, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hivetool.cluster.durations import in_words
from hivetool.engine.outcome import Assumption
from hivetool.engine.whatif import Difference

from .layout import Detail, counted, listed
from .table import Column, Form, Table, View
from .table import Line as Fact
from .whatif_tally import LONG_MS, MOST_LINES, WORST, Alike, Away, Line, Tally

_FEW = 3


def whatif_view(tally: Tally, cluster: str, semantics: str, detail: Detail = "normal") -> View:
    """The view; ``brief`` is the answer alone, ``full`` cuts nothing that the tally has kept."""
    tables: list[Table[Any]] = []
    if detail != "brief":
        tables = [table for make in _TABLES if (table := make(tally)).items]
    return View("whatif", f"What if: {cluster}", tuple(tables), _facts(tally, cluster, semantics))


def _facts(tally: Tally, cluster: str, semantics: str) -> tuple[Fact, ...]:
    facts = [
        ("answer", "Answer", answer(tally)),
        ("question", "Question", f"{tally.question.words}, in cluster {cluster}"),
    ]
    if tally.question.edits:
        facts.append(("changed", "Changed", changed(tally)))
    if tally.asked == 1 and tally.lines and tally.lines[0].votes:
        facts.append(("quorum", "Quorum", tally.lines[0].votes))
    facts.append(("semantics", "Semantics", f"{semantics}; predicted, nothing was observed"))
    return tuple(Fact(name, title, text, text) for name, title, text in facts)


def answer(tally: Tally) -> str:
    """The answer in a sentence or two."""
    question = tally.question
    if not tally.asked:
        return f"There is nothing to ask: no {question.one} is possible here."
    if question.draws:
        return _of_draws(tally)
    if not tally.leave_down and not tally.lose_quorum:
        moved = f"{counted(tally.moved, 'group')} {'moves' if tally.moved == 1 else 'move'}. "
        return f"{moved if tally.asked == 1 else ''}{question.good}"
    if tally.asked == 1:
        (line,) = tally.lines
        down = f"{counted(line.not_online, 'group')} {'is' if line.not_online == 1 else 'are'} not online afterwards"
        return f"Quorum is lost: the cluster stops, {down}." if not line.quorum else f"{down}; quorum is kept."
    bad = [line for line in tally.worst() if line.not_online or not line.quorum]
    named = listed([f"{line.what} ({_how_bad(line)})" for line in bad], None if tally.whole else _FEW)
    both = max(tally.leave_down, tally.lose_quorum)
    leaves = "leaves" if both == 1 else "leave"
    lost = f", {tally.lose_quorum:,} without quorum" if tally.lose_quorum else ""
    of = counted(tally.asked, question.one, question.several)
    return f"{both:,} of {of} {leaves} groups down{lost}; worst: {named}."


def _of_draws(tally: Tally) -> str:
    of = counted(tally.asked, tally.question.one, tally.question.several)
    if not tally.long:
        return f"In none of {of} a group is away for longer than {in_words(LONG_MS)}."
    longest = max(tally.away.values(), key=lambda each: (each.for_good > 0, each.longest_ms))
    how = "is not online again" if longest.for_good else f"is away for {in_words(longest.longest_ms)}"
    lost = f" In {tally.lose_quorum:,} quorum is lost to the end." if tally.lose_quorum else ""
    often = f"In {tally.long:,} of {of} a group is away for longer than {in_words(LONG_MS)}"
    return f"{often}; at worst {longest.group} {how}.{lost}"


def _how_bad(line: Line) -> str:
    return counted(line.not_online, "group") if line.quorum else "quorum is lost"


def changed(tally: Tally) -> str:
    """Whether the change of the database makes a difference."""
    edits = ", ".join(tally.question.edits)
    if not tally.different:
        return f"{edits}: makes no difference to this question"
    of = counted(tally.asked, tally.question.one, tally.question.several)
    return f"{edits}: {tally.different:,} of {of} {'ends' if tally.different == 1 else 'end'} differently"


def _draws(tally: Tally) -> Table[Away]:
    found = outages(tally)
    return found if tally.question.draws else replace(found, items=())


_LINES: tuple[Column[Line], ...] = (
    Column("what", "What", lambda line: line.what),
    Column("moves", "Moves", lambda line: line.moves, Form.COUNT),
    Column("not_online", "Not online", lambda line: line.not_online, Form.COUNT),
    Column("stays", "Stays", lambda line: line.stays or None, Form.COUNT),
    Column("longest_ms", "Away at most", lambda line: in_words(line.longest_ms) if line.longest_ms else "-"),
    Column("quorum", "Quorum", lambda line: "kept" if line.quorum else "LOST"),
    Column(
        "targets",
        "Goes to",
        lambda line: tuple(f"{node} {number:,}" for node, number in line.targets),
        most=_FEW,
        empty="-",
    ),
    Column("votes", "Votes", lambda line: line.votes, shown="full"),
)


def _failures(tally: Tally) -> Table[Line]:
    lines = tally.lines if tally.shows_all else tally.worst()
    name = tally.question.several.capitalize()
    title = name if tally.shows_all else f"{name}, the worst of {tally.asked:,}"
    return Table("failures", title, _LINES, lines)


_WHAT: Column[Alike] = Column("what", "What", lambda each: each.what)
_COUNT: Column[Alike] = Column("count", "Groups", lambda each: len(each.groups), Form.COUNT)
_NAMES: Column[Alike] = Column("groups", "Names", lambda each: each.groups, most=_FEW)
_WHY: Column[Alike] = Column("why", "Why", lambda each: each.why)
_FROM: Column[Alike] = Column("from", "From", lambda each: each.source)
_TO: Column[Alike] = Column("to", "To", lambda each: each.target)


def _titled(title: str, left_out: int) -> str:
    return f"{title} ({left_out:,} more lines are left out, -v shows all)" if left_out else title


def _lost(tally: Tally) -> Table[Alike]:
    title = _titled("Not online afterwards", tally.left_out["lost"])
    return Table("not_online", title, (_WHAT, _COUNT, _NAMES, _WHY), tally.lost)


def _stays(tally: Tally) -> Table[Alike]:
    title = _titled("Stays on a drained node", tally.left_out["stays"])
    return Table("stays", title, (_WHAT, _FROM, _COUNT, _NAMES, _WHY), tally.stays)


def _moves(tally: Tally) -> Table[Alike]:
    moves = tally.moves if tally.whole else tally.moves[:MOST_LINES]
    title = _titled("Moves", len(tally.moves) - len(moves))
    columns = (_FROM, _TO, _COUNT, _NAMES, _WHY)
    return Table("moves", title, columns if tally.asked == 1 else (_WHAT, *columns), moves)


def _often(tally: Tally) -> Table[Away]:
    """Only where there are more answers than can be shown each."""
    down = tally.down_most_often() if tally.asked > 1 else []
    columns: tuple[Column[Away], ...] = (
        Column("group", "Group", lambda each: each.group),
        Column("times", "Times", lambda each: each.for_good, Form.COUNT),
    )
    return Table("down_most_often", "Groups that stay down most often", columns, down[: None if tally.whole else WORST])


_CHANGES: tuple[Column[tuple[str, Difference]], ...] = (
    Column("what", "What", lambda row: row[0]),
    Column("kind", "", lambda row: row[1].kind),
    Column("name", "Name", lambda row: row[1].label),
    Column("before", "Now", lambda row: row[1].before),
    Column("after", "Changed", lambda row: row[1].after),
)


def _changes(tally: Tally) -> Table[tuple[str, Difference]]:
    title = _titled("What the change changes", tally.left_out["changes"])
    return Table("changes", title, _CHANGES, tally.changes)


_ASSUMED: tuple[Column[Assumption], ...] = (
    Column("assumed", "Assumed", lambda each: f"{each.what}: {each.value} ({each.basis})"),
)


def _assumed(tally: Tally) -> Table[Assumption]:
    return Table("assumed", "What no hive holds, or this one does not", _ASSUMED, tuple(tally.assumed))


_TABLES: tuple[Callable[[Tally], Table[Any]], ...] = (
    _draws,
    _failures,
    _changes,
    _lost,
    _stays,
    _often,
    _moves,
    _assumed,
)


def outages(tally: Tally, *, whole: bool = False) -> Table[Away]:
    """How long each group was away in the draws: of many groups those that were longest."""
    found = tally.away_longest()
    shown = found if whole or tally.whole else found[:WORST]
    title = "Outages by group" if len(shown) == len(found) else f"Outages by group, the worst of {len(found):,}"
    return Table("outages", title, _away_columns(tally), shown)


def _away_columns(tally: Tally) -> tuple[Column[Away], ...]:
    per_year = tally.question.per_year
    columns: Sequence[Column[Away]] = (
        Column("group", "Group", lambda each: each.group),
        Column("times", "Draws hit", lambda each: each.times, Form.COUNT),
        Column("share", "Share", lambda each: each.times / tally.asked, Form.RATE),
        Column("mean_ms", "On average", lambda each: in_words(round(each.total_ms / each.times))),
        Column("longest_ms", "At most", lambda each: in_words(each.longest_ms)),
        Column("over_a_minute", "Over 1 m", lambda each: each.longer[2], Form.COUNT),
        Column("not_online_again", "Not again", lambda each: each.for_good, Form.COUNT),
    )
    if per_year is None:
        return tuple(columns)
    expected: Column[Away] = Column(
        "per_year", "A year", lambda each: in_words(round(per_year * each.total_ms / tally.asked))
    )
    return (*columns, expected)
