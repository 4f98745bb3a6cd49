from __future__ import annotations

from hivetool.cluster.properties.groups import GROUP_PROPERTIES
from hivetool.cluster.properties.property import UNSET
from tests.cluster.properties.facts import all_differences
from tests.shared import needs_shared

GROUPS = {prop.name: prop for prop in GROUP_PROPERTIES}


@needs_shared
def test_the_rows_are_those_of_the_facts() -> None:
    """A group is renamed by a function of its own; section 4.12 has more status bits than the page."""
    assert all_differences("group") == ["Name: access", "StatusInformation: most"]


def test_what_minus_one_means() -> None:
    """MSCS groups-failoverthreshold, groups-failbackwindowstart, groups-defaultowner."""
    assert GROUPS["FailoverThreshold"].word(UNSET) == "number of nodes - 1"
    assert GROUPS["FailbackWindowEnd"].word(UNSET) == "no window"
    assert GROUPS["DefaultOwner"].word(UNSET) == "none"


def test_numbers_in_words() -> None:
    assert GROUPS["GroupType"].word(111) == "virtual machine"
    assert GROUPS["Priority"].word(3000) == "high"
    assert GROUPS["StatusInformation"].word(0x48) == "lacks physical resources, offline by anti-affinity"
