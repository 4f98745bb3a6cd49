from __future__ import annotations

import pytest

from hivetool.make import places
from hivetool.make.errors import CannotPlant
from hivetool.make.ground import Ground
from hivetool.make.planting import Where, at_path
from tests.make.made import PLAN, cluster

PLACES: tuple[Where, ...] = (
    places.root,
    places.vm,
    places.config,
    places.vm_group,
    places.vm_parameters,
    places.config_parameters,
    places.vm_type,
    places.config_type,
    places.address,
    places.address_parameters,
    places.volume_parameters,
    places.node,
)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_a_key_of_the_hive(place: Where) -> None:
    ground = Ground(cluster(PLAN), "HT000")
    assert ground.hive.find(at_path(place(ground))) is not None


def test_a_type_that_is_not_registered() -> None:
    with pytest.raises(CannotPlant, match="the resource type Nonsense"):
        places.type_key(Ground(cluster(PLAN), "HT000"), "Nonsense")
