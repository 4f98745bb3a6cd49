from __future__ import annotations

from hivetool.report.views.types import NO_TYPE
from tests.clusters import CONFIG, ROOT, VM, G, R, cluster_reg
from tests.report.looking import rows, seen

GROUPS = (G("A", (R("a"), R("b"), R("c", type=CONFIG), *(R(f"o{n}", type="Gone" if n else "GONE") for n in range(5)))),)
REG = (
    cluster_reg(GROUPS, type_values={VM: {"PendingTimeout": 99}})
    + f'\n[{ROOT}\\ResourceTypes\\Spare]\n"DllName"="spare.dll"\n'
    + f'\n[{ROOT}\\Resources\\11111111-2222-3333-4444-555555555555]\n"Name"="bare"\n'
)


def test_missing_types_come_first_then_the_most_used() -> None:
    found = rows(seen("types", REG).tables[0])
    assert [(row["Resource type"], row["Resources"], row.get("State", "")) for row in found] == [
        ("GONE", "5", "missing: resources name it"),
        (NO_TYPE, "1", "missing: resources name it"),
        (VM, "2", ""),
        (CONFIG, "1", ""),
        ("Spare", "0", "unused"),
    ]
    assert found[0]["Named by"] == "o0, o1, o2 and 2 more"
    assert found[1]["Named by"] == "bare"


def test_dll_intervals_and_timeouts() -> None:
    found = {row["Resource type"]: row for row in rows(seen("types", REG).tables[0], whole=True)}
    assert found[VM] == {
        "Resource type": VM,
        "DLL": "vmclusres.dll",
        "IsAlive (ms)": "60000",
        "LooksAlive (ms)": "5000",
        "PendingTimeout (ms)": "99",
        "DeadlockTimeout (ms)": "300000",
        "Resources": "2",
        "Stored": "IsAlivePollInterval, LooksAlivePollInterval, PendingTimeout",
    }
    assert found["GONE"]["DLL"] == "not stored"
    assert "IsAlive (ms)" not in found["GONE"]
    assert "Stored" not in found["Spare"]
