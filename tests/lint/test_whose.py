from __future__ import annotations

import pytest

from hivetool.lint.whose import soundness, whose
from tests.lint.subjects import DISK, SOUND, subject

QUORUM = SOUND + '\n[Cluster\\Quorum]\n"Path"="x"\n'


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("", "cluster", ""),
        (rf"Resources\{DISK}", "resource", "Disk"),
        (rf"RESOURCES\{DISK}\Parameters", "resource", "Disk"),
        (r"Nodes\1", "node", "HV01"),
        (r"ResourceTypes\physical disk", "resource type", "Physical Disk"),
        ("quorum", "quorum", "Quorum"),
    ],
)
def test_a_path_is_of_an_object(path: str, kind: str, name: str) -> None:
    item = whose(subject(QUORUM).database, path)
    assert item is not None
    assert (item.kind, item.name if kind != "cluster" else "") == (kind, name)


@pytest.mark.parametrize("path", [None, "Resources", r"Resources\3", "Quorum2", r"Else\where", "\\"])
def test_a_path_is_of_nobody(path: str | None) -> None:
    assert whose(subject(SOUND).database, path) is None


def test_problems_of_some_codes_with_their_objects() -> None:
    text = SOUND.replace('"Type"="Physical Disk"', '"Type"="Physical Disk"\n"SeparateMonitor"="1"')
    ((problem, item),) = soundness(subject(text), "cluster-value-type")
    assert problem.at.value == "SeparateMonitor"
    assert item is not None
    assert item.name == "Disk"
    assert not tuple(soundness(subject(text), "cluster-value-data"))
