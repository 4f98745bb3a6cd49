from __future__ import annotations

from hivetool.hive.location import Location
from hivetool.lint.unreadable import no_cluster, unreadable


def test_a_file_that_cannot_be_read() -> None:
    finding = unreadable("CLUSDB", "there is not a single byte", Location(offset=0))
    assert (finding.rule, finding.severity, finding.file, finding.at.offset) == ("HT001", "error", "CLUSDB", 0)
    assert finding.message == "it cannot be read: there is not a single byte"
    assert finding.fix is not None
    assert not finding.fix.safe


def test_a_hive_that_is_another() -> None:
    finding = no_cluster("SYSTEM", "it looks like a SYSTEM hive")
    assert (finding.rule, finding.severity, finding.file) == ("HT011", "error", "SYSTEM")
    assert "SYSTEM hive" in finding.message
