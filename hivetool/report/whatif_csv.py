"""``whatif --format csv``: a row for everything that happens to a group, written as the answers come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hivetool.engine.whatif import Answer, GroupMove, NotOnline, Outage, Stays

from .spreadsheet import csv_lines

COLUMNS = (
    "what",
    "down",
    "drained",
    "quorum",
    "database",
    "group",
    "outcome",
    "from",
    "to",
    "downtime_ms",
    "decision",
    "why",
)
"""The head. ``outcome`` is moves, migrates, stays, not online, restarts or nothing; ``database`` as is or changed."""


def whatif_csv(answers: Iterable[Answer]) -> Iterator[str]:
    """Lines of CSV."""
    return csv_lines(_rows(answers))


def _rows(answers: Iterable[Answer]) -> Iterator[list[str]]:
    yield list(COLUMNS)
    for answer in answers:
        yield from _answer(answer, answer.outage, "as is")
        if answer.after is not None:
            yield from _answer(answer, answer.after, "changed")


def _answer(answer: Answer, outage: Outage, which: str) -> Iterator[list[str]]:
    start = [answer.what, "; ".join(outage.down), "; ".join(outage.drained), "yes" if outage.quorum else "no", which]
    downtimes = {group: "" if length is None else str(length) for group, length in outage.downtime_ms}
    moves = {move.group: move for move in outage.moves}
    lost = {each.group: each for each in outage.not_online}
    stays = {each.group: each for each in outage.stays}
    groups = dict.fromkeys((*moves, *lost, *stays, *downtimes))
    for group in groups:
        move, gone, stay = moves.get(group), lost.get(group), stays.get(group)
        goes = [move.source or "", move.target] if move is not None else [stay.node if stay is not None else "", ""]
        told = gone or move
        decision, why = (told.decision, told.why) if told is not None else ("", stay.why if stay is not None else "")
        yield [*start, group, _outcome(move, gone, stay), *goes, downtimes.get(group, ""), decision, why]
    if not groups:
        yield [*start, "", "nothing", "", "", "", "", ""]


def _outcome(move: GroupMove | None, gone: NotOnline | None, stay: Stays | None) -> str:
    if gone is not None:
        return "not online"
    if move is not None:
        return "migrates" if move.live else "moves"
    return "stays" if stay is not None else "restarts"
