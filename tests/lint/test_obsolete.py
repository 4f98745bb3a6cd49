from __future__ import annotations

from hivetool.cluster.schema import PROPERTIES, VERSIONS
from hivetool.lint.obsolete import OBSOLETE, is_obsolete


def test_resource_types_still_have_their_extensions() -> None:
    assert is_obsolete("resource", "AdminExtensions")
    assert not is_obsolete("resource type", "AdminExtensions")
    assert is_obsolete("resource type", "DebugPrefix")
    assert not is_obsolete("cluster", "ClusterName")


def test_what_the_schema_knows_of_them_is_old() -> None:
    known = [prop for prop in PROPERTIES if is_obsolete(prop.kind, prop.name)]
    assert len({prop.name for prop in known}) < len(OBSOLETE)
    assert all(prop.until is not None and VERSIONS.index(prop.until) <= 2 for prop in known)
