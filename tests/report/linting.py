"""A judgment made by hand over a small cluster, so that what is tested is how it is shown and not what rules say."""

from __future__ import annotations

from types import MappingProxyType

from hivetool.hive.edit import DeleteKey, SetValue
from hivetool.hive.location import Location
from hivetool.lint.finding import Cmdlet, Finding, Fix, Found
from hivetool.lint.fixes import by_hand, set_to, with_cmdlets
from hivetool.lint.run import finding_of
from hivetool.lint.subject import Subject
from hivetool.lint.unreadable import unreadable
from hivetool.report.judging import Judgment
from tests.clusters import G, R, cluster_reg, loaded
from tests.lint.found import rule

FILE = "cases/cluster.reg"
LOADED = loaded(
    cluster_reg([G("SQL01", (R("Virtual Machine SQL01", {"PersistentState": 1}), R("Disk", type="IP Address")))])
)
DATABASE = LOADED.database
HIVE = DATABASE.hive
SUBJECT = Subject(FILE, DATABASE, HIVE.source)
MACHINE, DISK = DATABASE.resources[0], DATABASE.resources[1]
if MACHINE.name == "Disk":
    MACHINE, DISK = DISK, MACHINE
GROUP = DATABASE.groups[0]

RULES = (rule("HT201", "error"), rule("HT501"), rule("HT502", "info"), rule("HT503"))

SEPARATE = with_cmdlets(
    set_to(MACHINE, "SeparateMonitor", 1, safe=True), Cmdlet("Stop-ClusterResource", {"Name": "it's"}, by_hand=True)
)
STARTED = set_to(MACHINE, "PersistentState", 0)
GONE = Fix("delete it", edits=(DeleteKey(DISK.path),), cmdlets=(Cmdlet("Remove-ClusterResource", {"Name": "Disk"}),))
OTHERS = Fix("set it", edits=(SetValue(GROUP.path, "Description", 1, "a\0".encode("utf-16-le")),))

FINDINGS: tuple[Finding, ...] = (
    finding_of(RULES[0], SUBJECT, Found("it is lost", DISK, fix=GONE)),
    finding_of(RULES[1], SUBJECT, Found("it shares a process", MACHINE, "SeparateMonitor", "1", fix=SEPARATE)),
    finding_of(RULES[1], SUBJECT, Found("it is commanded", MACHINE, "PersistentState", "0", fix=STARTED)),
    finding_of(RULES[2], SUBJECT, Found("its group says nothing", DISK, fix=OTHERS)),
    finding_of(RULES[2], SUBJECT, Found("the file is old", fix=by_hand("look"))),
    unreadable("cases/other, one.hiv", "it is cut off", Location(offset=77)),
)
JUDGMENT = Judgment(FINDINGS, RULES, MappingProxyType({FILE: SUBJECT}))
