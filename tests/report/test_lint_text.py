from __future__ import annotations

from dataclasses import replace

from hivetool.report.judging import Judgment
from hivetool.report.layout import Layout
from hivetool.report.lint_text import MOST_OF_A_RULE, MOST_SHOWN, cut, lint_text, shortened, statistics_text
from tests.lint.found import finding
from tests.report.linting import DISK, FINDINGS, JUDGMENT, MACHINE, RULES

TEXT = list(lint_text(JUDGMENT, Layout(80)))


def test_a_finding_says_what_where_why_and_what_to_do_twice() -> None:
    place = TEXT.index("  warning HT501 it shares a process")
    assert TEXT[place + 1 : place + 9] == [
        f"    at      {MACHINE.path}:SeparateMonitor",
        f"            (line {FINDINGS[1].at.line})",
        "    is      not stored",
        "    should  be 1",
        "    why     It hurts, e.g. at night.",
        "    remedy  set SeparateMonitor to 1 (safe)",
        "    live    (Get-ClusterResource -Name 'Virtual Machine SQL01').SeparateMonitor = 1",
        "    live    # Stop-ClusterResource -Name 'it''s'",
    ]
    assert "".join(TEXT[place + 9 : place + 11]).replace("            ", " ") == (
        f"    copy    set {MACHINE.path}:SeparateMonitor to 1 (0x1)"
    )


def test_it_is_by_object_the_one_with_the_worst_first() -> None:
    titles = [line for line in TEXT if line.startswith(("resource", "the file", "cases"))]
    assert titles == [
        "cases/cluster.reg",
        f"resource Disk {DISK.id}",
        f"resource Virtual Machine SQL01 {MACHINE.id}",
        "the file",
        "cases/other, one.hiv",
        "the file",
    ]
    codes = [line.split()[1] for line in TEXT if line.startswith(("  error", "  warning", "  info"))]
    assert codes == ["HT201", "HT502", "HT501", "HT501", "HT502", "HT001"]


def test_why_is_said_once_a_rule() -> None:
    assert sum("It hurts" in line for line in TEXT) == 3
    whole = list(lint_text(JUDGMENT, Layout(80), "full"))
    assert sum("It hurts" in line for line in whole) == 5


def test_brief_leaves_out_why_and_how() -> None:
    brief = "\n".join(lint_text(JUDGMENT, Layout(80), "brief"))
    assert "warning HT501" in brief
    assert not any(word in brief for word in ("It hurts", "remedy", "live", "copy"))


def test_what_is_very_long_is_whole_only_in_full() -> None:
    long = replace(JUDGMENT, findings=(replace(FINDINGS[1], actual="x" * (MOST_SHOWN + 1)),))
    assert f"{'x' * MOST_SHOWN}… ({MOST_SHOWN + 1:,} characters)" in "".join(lint_text(long, Layout(9999)))
    assert "x" * (MOST_SHOWN + 1) in "".join(lint_text(long, Layout(9999), "full"))


def test_lines_fit_save_for_commands_and_paths() -> None:
    assert all(len(line) <= 80 for line in TEXT if "live" not in line)


def test_a_command_is_never_broken() -> None:
    narrow = list(lint_text(JUDGMENT, Layout(40)))
    assert "    live    # Stop-ClusterResource -Name 'it''s'" in narrow


def test_the_summary() -> None:
    told = " ".join(TEXT[TEXT.index("", len(TEXT) - 5) :]).strip()
    assert told == (
        "2 errors, 2 warnings, 2 info in 1 database by 4 rules; hivetool fix mends 1, --unsafe-fixes 3 more; "
        "hivetool rule CODE explains"
    )
    clean = list(lint_text(Judgment((), RULES, JUDGMENT.subjects, known=2, ignored=1)))
    assert clean == ["0 errors, 0 warnings, 0 info in 1 database by 4 rules, 2 known, 1 ignored"]


def test_of_one_rule_only_so_many() -> None:
    many = [finding(identity=str(number)) for number in range(MOST_OF_A_RULE + 3)]
    shown, left = cut(many, every=False)
    assert (len(shown), left) == (MOST_OF_A_RULE, {"HT999": 3})
    assert cut(many, every=True) == (many, {})
    assert "and 3 more [HT999] (-v shows all)" in list(lint_text(Judgment(tuple(many), ())))


def test_statistics() -> None:
    assert list(statistics_text(JUDGMENT))[:4] == [
        "Findings  Rule   Severity  What is found",
        "       2  HT501  warning   A thing is wrong",
        "       2  HT502  info      A thing is wrong",
        f"       1  HT001  error     {FINDINGS[5].title}",
    ]


def test_what_is_very_long_is_cut() -> None:
    assert shortened("a" * 300) == "a" * 200 + "… (300 characters)"
    assert shortened("a" * 300, every=True) == "a" * 300
