"""What all rules find in the fixtures, as golden files: ``python -m tests.lint.golden`` writes them again.

Of each rule the number of its findings, and the first few of them. A change of a rule or a fixture shows in the diff.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hivetool import cluster_root, open_hive
from hivetool.hive.errors import HivetoolError
from hivetool.hive.hive import Hive
from hivetool.report.plain import visible
from tests.lint.whole import judgment
from tests.shared import PROJECT

FIXTURES = PROJECT / "fixtures"
GOLDEN = PROJECT / "tests" / "lint" / "golden"
MOST = 3
SCENARIOS = "scenarios"
NOTHING = "nothing\n"


def cluster_of(path: Path) -> Hive | None:
    """The cluster in a fixture; None if it is none."""
    try:
        return cluster_root(open_hive(path))
    except HivetoolError:
        return None


def names() -> tuple[str, ...]:
    """The fixtures that are clusters, one golden file each, and all scenarios in one."""
    files = (path for path in FIXTURES.iterdir() if path.suffix in (".hiv", ".reg"))
    return (*sorted(path.name for path in files if cluster_of(path) is not None), SCENARIOS)


def golden(name: str) -> str:
    """What the golden file of this name has to say."""
    if name != SCENARIOS:
        hive = cluster_of(FIXTURES / name)
        assert hive is not None
        return "".join(f"{line}\n" for line in _lines(hive)) or NOTHING
    found: list[str] = []
    for folder in sorted((FIXTURES / SCENARIOS).iterdir()):
        hive = cluster_of(folder / "cluster.reg")
        if hive is not None and (lines := list(_lines(hive))):
            found += [folder.name, *(f"  {line}" for line in lines)]
    return "".join(f"{line}\n" for line in found) or NOTHING


def _lines(hive: Hive) -> Iterator[str]:
    findings = judgment(hive).findings
    for code in sorted({finding.rule for finding in findings}):
        found = [finding for finding in findings if finding.rule == code]
        yield f"{code} x {len(found)}"
        for each in found[:MOST]:
            place = " ".join(filter(None, (each.at.place, ":".join(filter(None, (each.key, each.value))))))
            yield visible(f"  {each.severity} {each.kind} {each.name}: {each.message} [{place}]")


if __name__ == "__main__":
    for each in names():
        (GOLDEN / f"{each}.txt").write_text(golden(each), "utf-8")
