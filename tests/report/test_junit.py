from __future__ import annotations

from xml.etree import ElementTree

import pytest

from hivetool.lint.config import FailOn
from hivetool.report.judging import Judgment
from hivetool.report.junit import junit
from tests.lint.found import finding
from tests.report.linting import FINDINGS, JUDGMENT


def tree(judgment: Judgment, fail_on: FailOn = "warning") -> ElementTree.Element:
    return ElementTree.fromstring(junit(judgment, fail_on).encode())


def test_a_suite_a_file_a_case_a_finding_and_one_for_a_silent_rule() -> None:
    found = tree(JUDGMENT)
    assert [suite.get("name") for suite in found] == ["cases/cluster.reg", "cases/other, one.hiv"]
    first, second = ([case.get("classname") for case in suite] for suite in found)
    assert first == ["HT201", "HT501", "HT501", "HT502", "HT502", "HT503"]
    assert second == ["HT001"]
    assert found[0][0].get("line") == str(FINDINGS[0].at.line)
    assert "on a live cluster: Remove-ClusterResource -Name 'Disk'" in "".join(found[0][0].itertext())


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 2), ("warning", 4), ("info", 6), ("never", 0)])
def test_what_is_a_failure(fail_on: FailOn, failures: int) -> None:
    found = tree(JUDGMENT, fail_on)
    assert (found.get("tests"), found.get("failures")) == ("7", str(failures))
    assert len(list(found.iter("failure"))) == failures
    assert len(list(found.iter("system-out"))) == 6 - failures
    assert sum(int(suite.get("failures", "")) for suite in found) == failures


def test_markup_is_text() -> None:
    nasty = '<a b="c">&\'\x1b]]>'
    found = tree(Judgment((finding(message=nasty, file=nasty),), ()))
    shown = nasty.replace("\x1b", "\\x1b")
    assert found[0].get("name") == shown
    assert shown in "".join(found.itertext())


def test_nothing_is_a_document_too() -> None:
    assert tree(Judgment((), ())).get("tests") == "0"
