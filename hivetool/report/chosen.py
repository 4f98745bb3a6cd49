"""Points of the semantics that the user chose: assumptions like all others."""

from __future__ import annotations

from dataclasses import fields, replace

from hivetool.cluster.semantics import SEMANTICS, Choice, Semantics
from hivetool.engine.outcome import Assumption, Prediction


def with_choices(prediction: Prediction, semantics: Semantics) -> Prediction:
    """The prediction, with every point in which ``semantics`` is not the one of its name among what was assumed."""
    plain = next((known for known in SEMANTICS if known.name == semantics.name), semantics)
    chosen = [
        Assumption(f"point {point.name} of the semantics", _word(choice.value), choice.source)
        for point in fields(semantics)
        if isinstance(choice := getattr(semantics, point.name), Choice) and choice != getattr(plain, point.name)
    ]
    return replace(prediction, assumed=(*chosen, *prediction.assumed)) if chosen else prediction


def _word(value: object) -> str:
    """The value as it is written after ``POINT=``."""
    return str(value).lower() if isinstance(value, bool) else str(value)
