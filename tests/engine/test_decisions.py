from __future__ import annotations

import re

from hivetool.cluster.semantics import SEMANTICS, Basis
from hivetool.engine.decisions import DECISIONS, Do, Row, cells
from hivetool.engine.rules import RULES
from hivetool.scenario.model import Status

ON, OFF = Status.ONLINE, Status.OFFLINE
ROWS: tuple[Row, ...] = (*DECISIONS.values(), *RULES.values())


def test_the_table_is_total_and_has_nothing_else() -> None:
    wanted = {cell for semantics in SEMANTICS for cell in cells(semantics.name)}
    assert set(DECISIONS) == wanted
    assert len(cells("article")) == 2 * 7


def test_ids_are_unique_and_carry_their_tables_prefix() -> None:
    ids = [row.id for row in ROWS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"(RHS|RCM|FM|NM|MEM|DM)-\d\d", identity) for identity in ids)


def test_every_row_has_a_reason_and_a_source() -> None:
    for row in ROWS:
        assert row.why
        assert row.source
        assert isinstance(row.basis, Basis)


def test_what_the_article_states() -> None:
    """Its step 10 and the paragraph on Failed behind it."""
    stated = {
        (ON, Status.ONLINE): Do.NOTHING,
        (ON, Status.OFFLINE): Do.ONLINE,
        (ON, Status.FAILED): Do.RESTART,
        (OFF, Status.OFFLINE): Do.NOTHING,
    }
    for (expected, reported), do in stated.items():
        row = DECISIONS[("article", expected, reported)]
        assert (row.do, row.basis) == (do, Basis.STATED)


def test_where_the_article_is_silent() -> None:
    """facts, 'Rows to build': which cells are documented by Microsoft and which are assumed."""
    silent = {
        (ON, Status.STOPPED): (Do.ONLINE, Basis.ASSUMED),
        (ON, Status.ONLINE_PENDING): (Do.WAIT, Basis.DOCUMENTED),
        (ON, Status.OFFLINE_PENDING): (Do.WAIT, Basis.DOCUMENTED),
        (ON, Status.NO_RESPONSE): (Do.HAND_OVER, Basis.ASSUMED),
        (OFF, Status.ONLINE): (Do.RECORD_ONLINE, Basis.ASSUMED),
        (OFF, Status.FAILED): (Do.NOTHING, Basis.DOCUMENTED),
        (OFF, Status.ONLINE_PENDING): (Do.NOTHING, Basis.ASSUMED),
        (OFF, Status.OFFLINE_PENDING): (Do.NOTHING, Basis.ASSUMED),
        (OFF, Status.STOPPED): (Do.NOTHING, Basis.ASSUMED),
        (OFF, Status.NO_RESPONSE): (Do.NOTHING, Basis.ASSUMED),
    }
    for (expected, reported), wanted in silent.items():
        row = DECISIONS[("article", expected, reported)]
        assert (row.do, row.basis) == wanted
