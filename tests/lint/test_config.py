from __future__ import annotations

import pytest

from hivetool.lint.config import BadConfig, Config, read_config
from hivetool.lint.thresholds import Thresholds

WHOLE = """
[lint]
select = ["default", "HT5"]
ignore = ["HT512"]
fail-on = "error"
crashing = ["vm:NOON"]

[lint.thresholds]
calls_per_second = 50
group-resources = 20

[lint.ignore-objects]
"vm:LAB*" = ["HT412"]
"""


def test_everything() -> None:
    assert read_config(WHOLE) == Config(
        select=("default", "HT5"),
        ignore=("HT512",),
        fail_on="error",
        thresholds=Thresholds(calls_per_second=50, group_resources=20),
        ignored_objects=(("vm:LAB*", ("HT412",)),),
        crashing=("vm:NOON",),
    )


def test_the_same_in_a_pyproject() -> None:
    text = '[project]\nname = "x"\n' + WHOLE.replace("[lint", "[tool.hivetool.lint")
    assert read_config(text, "pyproject.toml") == read_config(WHOLE)


@pytest.mark.parametrize("text", ["[project]\n", "[tool.ruff]\n", "[tool.hivetool]\n", "tool = 1\n"])
def test_a_pyproject_that_says_nothing(text: str) -> None:
    assert read_config(text, "pyproject.toml") is None


def test_nothing_is_the_default() -> None:
    assert read_config("") == read_config("[lint]") == Config()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[lint", "it is no TOML"),
        ("[lynt]", "lynt is nothing that hivetool knows, did you mean lint?"),
        ("lint = 1", "lint must be a table"),
        ("[lint]\nfail_on = 'error'", "lint.fail_on is nothing .*, did you mean fail-on?"),
        ("[lint]\nfail-on = 'bad'", "lint.fail-on must be one of error, warning, info, never"),
        ("[lint]\nfail-on = []", "lint.fail-on must be one of"),
        ("[lint]\nselect = 'HT5'", "lint.select must be a list of texts"),
        ("[lint]\nignore = [1]", "lint.ignore must be a list of texts"),
        ("[lint]\nthresholds = 1", "lint.thresholds must be a table"),
        ("[lint.thresholds]\nnone = 1", "lint.thresholds: threshold 'none'"),
        ("[lint.thresholds]\ngroup_resources = -1", "must be a whole number from 0 on"),
        ("[lint.ignore-objects]\na = 'HT5'", 'lint.ignore-objects."a" must be a list of texts'),
    ],
)
def test_what_is_wrong_is_said(text: str, why: str) -> None:
    with pytest.raises(BadConfig, match=f"hivetool.toml: .*{why}"):
        read_config(text)
