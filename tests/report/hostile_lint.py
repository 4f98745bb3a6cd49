"""What lint and fix write of a hostile cluster: findings about every object, with its name in every text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from hivetool.cluster.schema import KINDS
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, SetValue
from hivetool.hive.location import Location
from hivetool.lint.finding import SEVERITIES, Cmdlet, Finding, Fix, Found
from hivetool.lint.mending import Conflict, Mended
from hivetool.lint.rules import RULES
from hivetool.lint.run import finding_of
from hivetool.lint.subject import Subject
from hivetool.lint.unreadable import unreadable
from hivetool.report.annotations import github
from hivetool.report.cmdlets import cmdlet_line
from hivetool.report.judging import Judgment
from hivetool.report.junit import junit
from hivetool.report.layout import Detail, Layout
from hivetool.report.lint_json import lint_json
from hivetool.report.lint_markdown import lint_markdown, statistics_markdown
from hivetool.report.lint_script import lint_script
from hivetool.report.lint_text import lint_text, statistics_text
from hivetool.report.mending_text import mending_json, mending_text
from hivetool.report.remedy import copy, live
from hivetool.report.sarif import sarif

if TYPE_CHECKING:
    from tests.report.hostile import Case, Texts

LAYOUTS = (Layout(200), Layout(40, folds=True))
MARK = Location(line=3, column=2), Location(offset=9), Location(row=4), Location()


def fix_of(name: str, path: str) -> Fix:
    text = f"{name}\0".encode("utf-16-le", "surrogatepass")
    edits = (
        SetValue(path, "Description", 1, text),
        SetValue(path, name, 1, text),
        SetValue(f"{path}\\Parameters", "SharePath", 1, text),
        DeleteValue(path, name),
        CreateKey(f"{path}\\{name}"),
        DeleteKey(f"Groups\\{name}"),
    )
    cmdlets = (
        Cmdlet("Remove-ClusterResource", {"Name": name, "Force": None}),
        Cmdlet("Set-ClusterOwnerNode", {"Group": name, "Owners": (name, "b")}, by_hand=True),
        Cmdlet("Set-ClusterParameter", {"Name": "a", "Value": 3}),
    )
    return Fix(name, edits=edits, cmdlets=cmdlets)


def findings_of(case: Case) -> Iterator[Finding]:
    """A finding about every object, one about the file, one about another file."""
    subject = subject_of(case)
    items = [None, *(item for kind in KINDS for item in case.database.objects(kind))]
    for number, item in enumerate(items):
        fix = fix_of(case.name, item.path if item is not None else "")
        found = Found(case.name, item, case.name, case.name, case.name, fix, at=MARK[number % len(MARK)])
        found = replace(found, severity=SEVERITIES[number % 3])
        yield finding_of(RULES[number % len(RULES)], subject, found)
    yield unreadable(f"{case.name}2", case.name, Location(case.name))


def subject_of(case: Case) -> Subject:
    return Subject(case.name, case.database, case.before.source)


def judgment_of(case: Case) -> Judgment:
    subjects = MappingProxyType({case.name: subject_of(case)})
    return Judgment(tuple(findings_of(case)), RULES, subjects, 2, 3)


def judgments(case: Case) -> Texts:
    judgment = judgment_of(case)
    details: tuple[Detail, ...] = get_args(Detail)
    for layout, detail in product(LAYOUTS, details):
        yield "text", "".join(f"{line}\n" for line in lint_text(judgment, layout, detail))
        yield "text", "".join(f"{line}\n" for line in statistics_text(judgment, layout))
    yield "markdown", lint_markdown(judgment)
    yield "markdown", statistics_markdown(judgment)
    yield "json", json.dumps(lint_json(judgment))
    yield "json", json.dumps(sarif(judgment))
    yield "xml", junit(judgment)
    yield "github", "".join(github(judgment))


def mendings(case: Case) -> Texts:
    found = tuple(findings_of(case))
    mended = Mended(case.after, found, (), (Conflict(found[0], found[1]), Conflict(found[-1], found[-2])), found)
    for layout in LAYOUTS:
        yield "text", "".join(f"{line}\n" for line in mending_text(mended, case.database, layout))
    yield "json", json.dumps(mending_json(mended, case.database, RULES, case.name))


def remedies(case: Case) -> Texts:
    for finding in findings_of(case):
        assert finding.fix is not None
        for database in (case.database, None):
            yield "powershell", "".join(f"{line}\n" for line in live(finding, database))
            yield "text", "".join(f"{line}\n" for line in copy(finding, database))
        yield "powershell", "".join(f"{cmdlet_line(cmdlet)}\n" for cmdlet in finding.fix.cmdlets)


def scripts(case: Case) -> Texts:
    yield "powershell", lint_script(judgment_of(case))


LINT: Mapping[str, Callable[[Case], Texts]] = {
    "lint_text lint_json lint_markdown sarif junit annotations": judgments,
    "mending_text": mendings,
    "cmdlets remedy": remedies,
    "lint_script": scripts,
}
"""The modules of the report that write something about findings, and all that they write of a case."""
