"""Where files lie, by their path."""

from __future__ import annotations

import pytest

from hivetool.lint.stores import SHARED_ROOT, has_disks, is_local, is_shared, shared_root
from tests.lint.subjects import subject
from tests.lint.test_pairing import CONFIG, VM, text


@pytest.mark.parametrize(
    ("path", "shared", "local"),
    [
        (r"C:\ClusterStorage\Volume1\SQL01", True, False),
        (r"c:\clusterstorage\volume1", True, False),
        (r"D:\ClusterStorage\Volume1", True, False),
        (r"\\?\C:\ClusterStorage\Volume1", True, False),
        (r"C:\ClusterStorage\..\VMs", False, True),
        (r"D:\Hyper-V\SQL01", False, True),
        ("D:/Hyper-V", False, True),
        (r"\\?\D:\Hyper-V", False, True),
        ("D:", False, True),
        (r"\\server\share\SQL01", False, False),
        (r"\\?\Volume{3f2b6c1e-5a70-4d3c-9b1f-6f0c1d2e3a4b}\SQL01", False, False),
        ("", False, False),
        ("D:Hyper-V", False, False),
        ("\0\x1b\n", False, False),
    ],
)
def test_paths(path: str, shared: bool, local: bool) -> None:
    assert is_shared(path, SHARED_ROOT) is shared
    assert is_local(path, SHARED_ROOT) is local


def test_the_folder_of_the_shared_volumes_is_the_clusters() -> None:
    other = subject('[Cluster]\n"SharedVolumesRootBase"="E:\\\\Shared"').database
    assert shared_root(other) == r"E:\Shared"
    assert is_shared(r"E:\Shared\Volume1", shared_root(other))
    assert shared_root(subject("[Cluster]").database) == SHARED_ROOT


def test_a_group_with_another_resource_may_have_a_disk() -> None:
    for stored, expected in (
        (text(("c", CONFIG, ""), ("v", VM, "")), False),
        (text(("c", CONFIG, ""), ("v", VM, ""), ("i", "IP Address", "")), False),
        (text(("c", CONFIG, ""), ("v", VM, ""), ("d", "Physical Disk", "")), True),
        (text(("c", CONFIG, ""), ("d", "Contoso Volume", "")), True),
    ):
        judged = subject(stored)
        configuration = judged.database.resource("c")
        assert configuration is not None
        assert has_disks(judged, configuration) is expected
