from __future__ import annotations

from hivetool.cluster.schema import PROPERTIES, SCHEMA, UNSET


def test_every_property_stands_once() -> None:
    assert len({(prop.kind, prop.name.upper()) for prop in PROPERTIES}) == len(PROPERTIES)
    assert sum(len(props) for props in SCHEMA.values()) == len(PROPERTIES)


def test_every_property_says_what_it_is_and_where_that_is_written() -> None:
    for prop in PROPERTIES:
        assert prop.meaning, prop.name
        assert prop.source, prop.name


def test_ranges_make_sense() -> None:
    for prop in PROPERTIES:
        low, high = prop.minimum or 0, UNSET if prop.maximum is None else prop.maximum
        assert 0 <= low <= high <= UNSET, prop.name
        assert prop.default is None or low <= prop.default <= high, prop.name


def test_documented_ranges() -> None:
    """MSCS groups-failoverperiod (hours, at most 1193) and resources-isalivepollinterval (at least 10 ms)."""
    assert (SCHEMA["group"]["FailoverPeriod"].unit, SCHEMA["group"]["FailoverPeriod"].maximum) == ("hours", 1193)
    assert SCHEMA["resource"]["IsAlivePollInterval"].minimum == 10
    assert SCHEMA["resource"]["PersistentState"].unset == UNSET
