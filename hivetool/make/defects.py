"""Every defect that can be planted, in the order of the lint codes."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType

from hivetool.hive.edit import Edit
from hivetool.hive.hive import Hive

from .breaks.groups import GROUP_DEFECTS
from .breaks.hygiene import HYGIENE_DEFECTS
from .breaks.machines import MACHINE_DEFECTS
from .breaks.networks import NETWORK_DEFECTS
from .breaks.placement import PLACEMENT_DEFECTS
from .breaks.policy import POLICY_DEFECTS
from .breaks.polling import POLLING_DEFECTS
from .breaks.quorum import QUORUM_DEFECTS
from .breaks.references import REFERENCE_DEFECTS
from .breaks.schema import SCHEMA_DEFECTS
from .errors import NoSuchDefect
from .planting import Defect

DEFECTS: tuple[Defect, ...] = (
    *SCHEMA_DEFECTS,
    *REFERENCE_DEFECTS,
    *GROUP_DEFECTS,
    *MACHINE_DEFECTS,
    *POLLING_DEFECTS,
    *POLICY_DEFECTS,
    *QUORUM_DEFECTS,
    *NETWORK_DEFECTS,
    *PLACEMENT_DEFECTS,
    *HYGIENE_DEFECTS,
)
"""One row a lint code. What lies in the file and not in the tree (HT001 to HT008) no edit can plant."""

_BY_CODE: Mapping[str, Defect] = MappingProxyType({defect.code: defect for defect in DEFECTS})


def find_defect(code: str) -> Defect:
    """The defect of a lint code, in any case. Raises :class:`NoSuchDefect`, which names codes near it."""
    found = _BY_CODE.get(code.strip().upper())
    if found is None:
        near = difflib.get_close_matches(code.strip().upper(), _BY_CODE, 3, 0.6)
        raise NoSuchDefect(code, f"; near it: {', '.join(near)}" if near else "")
    return found


def planted(hive: Hive, code: str) -> tuple[Edit, ...]:
    """The edits that plant the defect of this code in the cluster.

    Raises :class:`NoSuchDefect`, or :class:`~hivetool.make.errors.CannotPlant` where the cluster is too small.
    """
    return find_defect(code).plant(hive)
