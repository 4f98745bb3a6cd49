from __future__ import annotations

from hivetool.cluster.properties.property import UNSET
from hivetool.cluster.properties.resources import RESOURCE_PROPERTIES, TYPE_PROPERTIES
from tests.cluster.properties.facts import all_differences
from tests.shared import needs_shared

RESOURCES = {prop.name: prop for prop in RESOURCE_PROPERTIES}
TYPES = {prop.name: prop for prop in TYPE_PROPERTIES}


@needs_shared
def test_the_rows_are_those_of_the_facts() -> None:
    """Renamed by a function of its own; PowerShell sets RestartDelay; section 4.12 has more bits than the page."""
    assert all_differences("resource") == ["Name: access", "RestartDelay: access", "StatusInformation: most"]
    assert all_differences("resource type") == []


def test_what_comes_from_the_type_has_the_same_unit_there() -> None:
    inherited = [prop for prop in RESOURCE_PROPERTIES if prop.inherits and prop.inherits[0] == "resource type"]
    assert len(inherited) == 4
    for prop in inherited:
        assert prop.inherits == ("resource type", prop.name)
        assert (prop.form, prop.unit) == (TYPES[prop.name].form, TYPES[prop.name].unit)
        assert prop.unset == UNSET, prop.name


def test_never_is_no_other_word_for_not_set() -> None:
    """MSCS resources-retryperiodonfailure: 0xFFFFFFFF means no retry."""
    retry = RESOURCES["RetryPeriodOnFailure"]
    assert (retry.word(UNSET), retry.unset) == ("never tried again", None)


def test_a_persistent_state_has_three_forms() -> None:
    state = RESOURCES["PersistentState"]
    assert [state.word(number) for number in (0, 1, UNSET)] == ["offline", "online", "the group's"]
    assert not state.allows(2)
