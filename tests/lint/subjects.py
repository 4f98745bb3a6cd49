"""Subjects from short .reg texts."""

from __future__ import annotations

from dataclasses import replace

from hivetool.cluster.load import load_cluster
from hivetool.hive.apply import apply
from hivetool.hive.hive import Hive
from hivetool.lint.examples import example
from hivetool.lint.finding import Finding, Fix
from hivetool.lint.rule import Rule
from hivetool.lint.rules import RULES
from hivetool.lint.run import lint
from hivetool.lint.subject import Subject
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg


def hive_of_text(text: str) -> Hive:
    return hive_from_reg(read_reg(example(text).encode("utf-8")))


def subject_of(hive: Hive, file: str = "cluster.reg") -> Subject:
    result = load_cluster(hive)
    return Subject(file, result.database, hive.source, problems=result.problems)


def subject(text: str) -> Subject:
    """The subject of a short text, see ``example``."""
    return subject_of(hive_of_text(text))


def files_of(text: str) -> dict[str, str]:
    """The files of an example by their names: one text, or two with a line ``---`` between them."""
    first, *more = text.split("\n---\n")
    return {"cluster.reg": first, **{f"copy{number}.reg": each for number, each in enumerate(more, 1)}}


def run_of(text: str) -> tuple[Subject, ...]:
    """The subjects of an example's files, each with the others as its copies."""
    alone = [subject_of(hive_of_text(each), file) for file, each in files_of(text).items()]
    return tuple(replace(each, copies=tuple(other for other in alone if other is not each)) for each in alone)


def found(rule: Rule, text: str) -> tuple[Finding, ...]:
    """What one rule finds in a short text, or in those of a run."""
    return tuple(finding for each in run_of(text) for finding in lint(each, (rule,)))


def everything(hive: Hive) -> set[tuple[str, str, str]]:
    """What all rules find in a hive: rule, object and message."""
    return {(item.rule, item.id, item.message) for item in lint(subject_of(hive), RULES)}


def mended(hive: Hive, fix: Fix) -> Hive:
    """The hive after a remedy's edits."""
    return apply(hive, fix.edits)
