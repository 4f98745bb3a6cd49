"""How much detail the talk options ask for."""

from __future__ import annotations

from hivetool.report.layout import Detail

from .options import Talk


def detail_of(talk: Talk) -> Detail:
    """``-q`` is brief, ``-v`` is full."""
    if talk.quiet:
        return "brief"
    return "full" if talk.verbose else "normal"
