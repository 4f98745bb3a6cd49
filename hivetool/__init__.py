"""hivetool: the configuration database of Windows failover clusters, read, shown and replayed offline.

Everything named in ``__all__`` is loaded when it is first used, so importing this package is cheap.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .cluster.load import LoadResult, load_cluster
    from .cluster.model import Database
    from .cluster.semantics import ARTICLE, SEMANTICS, Semantics
    from .cluster.settings import Effective, effective
    from .engine.cluster_service import replay
    from .engine.outcome import Prediction
    from .hive.apply import BadEdit, apply
    from .hive.building import built_hive
    from .hive.diff import diff
    from .hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
    from .hive.errors import BadValueData, HivetoolError, NoSuchKey, Problem, UnreadableInput
    from .hive.hive import Hive, Log, Source
    from .hive.location import Location
    from .hive.table import Table
    from .hive.types import ValueType
    from .hive.views import Key, Value
    from .lint.finding import Finding, Fix
    from .observed.model import Observed
    from .observed.reading import read_observed
    from .regf.check import Report, check_regf
    from .regf.reader import read_regf
    from .regf.records import stored_record
    from .regf.recovery import Recovered, recover
    from .regf.writer import write_regf
    from .regtext.reader import RegText, read_reg
    from .regtext.writer import NotExpressible, write_reg
    from .report.comparing import compare
    from .report.comparison import Comparison
    from .report.judging import Judgment, judge
    from .scenario.model import Scenario
    from .scenario.reading import read_scenario, with_events
    from .source.cluster_root import cluster_root
    from .source.opening import Opened, open_all, open_hive
    from .tables.json_reader import read_json
    from .tables.json_writer import write_json
    from .tables.sqlite_reader import read_sqlite
    from .tables.sqlite_writer import write_sqlite
    from .version import __version__

_HOMES = MappingProxyType(
    {
        "ARTICLE": "cluster.semantics",
        "BadEdit": "hive.apply",
        "BadValueData": "hive.errors",
        "Comparison": "report.comparison",
        "CreateKey": "hive.edit",
        "Database": "cluster.model",
        "DeleteKey": "hive.edit",
        "DeleteValue": "hive.edit",
        "Edit": "hive.edit",
        "Effective": "cluster.settings",
        "Finding": "lint.finding",
        "Fix": "lint.finding",
        "Hive": "hive.hive",
        "HivetoolError": "hive.errors",
        "Judgment": "report.judging",
        "Key": "hive.views",
        "LoadResult": "cluster.load",
        "Location": "hive.location",
        "Log": "hive.hive",
        "NoSuchKey": "hive.errors",
        "NotExpressible": "regtext.writer",
        "Observed": "observed.model",
        "Opened": "source.opening",
        "Prediction": "engine.outcome",
        "Problem": "hive.errors",
        "Recovered": "regf.recovery",
        "RegText": "regtext.reader",
        "Report": "regf.check",
        "SEMANTICS": "cluster.semantics",
        "Scenario": "scenario.model",
        "Semantics": "cluster.semantics",
        "SetValue": "hive.edit",
        "Source": "hive.hive",
        "Table": "hive.table",
        "UnreadableInput": "hive.errors",
        "Value": "hive.views",
        "ValueType": "hive.types",
        "__version__": "version",
        "apply": "hive.apply",
        "built_hive": "hive.building",
        "check_regf": "regf.check",
        "cluster_root": "source.cluster_root",
        "compare": "report.comparing",
        "diff": "hive.diff",
        "effective": "cluster.settings",
        "judge": "report.judging",
        "load_cluster": "cluster.load",
        "open_all": "source.opening",
        "open_hive": "source.opening",
        "read_json": "tables.json_reader",
        "read_observed": "observed.reading",
        "read_reg": "regtext.reader",
        "read_regf": "regf.reader",
        "read_scenario": "scenario.reading",
        "read_sqlite": "tables.sqlite_reader",
        "recover": "regf.recovery",
        "replay": "engine.cluster_service",
        "stored_record": "regf.records",
        "with_events": "scenario.reading",
        "write_json": "tables.json_writer",
        "write_reg": "regtext.writer",
        "write_regf": "regf.writer",
        "write_sqlite": "tables.sqlite_writer",
    }
)
"""Public name -> the module it lives in."""

__all__ = (
    "ARTICLE",
    "SEMANTICS",
    "BadEdit",
    "BadValueData",
    "Comparison",
    "CreateKey",
    "Database",
    "DeleteKey",
    "DeleteValue",
    "Edit",
    "Effective",
    "Finding",
    "Fix",
    "Hive",
    "HivetoolError",
    "Judgment",
    "Key",
    "LoadResult",
    "Location",
    "Log",
    "NoSuchKey",
    "NotExpressible",
    "Observed",
    "Opened",
    "Prediction",
    "Problem",
    "Recovered",
    "RegText",
    "Report",
    "Scenario",
    "Semantics",
    "SetValue",
    "Source",
    "Table",
    "UnreadableInput",
    "Value",
    "ValueType",
    "__version__",
    "apply",
    "built_hive",
    "check_regf",
    "cluster_root",
    "compare",
    "diff",
    "effective",
    "judge",
    "load_cluster",
    "open_all",
    "open_hive",
    "read_json",
    "read_observed",
    "read_reg",
    "read_regf",
    "read_scenario",
    "read_sqlite",
    "recover",
    "replay",
    "stored_record",
    "with_events",
    "write_json",
    "write_reg",
    "write_regf",
    "write_sqlite",
)


def __getattr__(name: str) -> Any:
    """The public object of this name, from its module; from then on it stands in the package (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The names of the package, loaded or not."""
    return sorted({*globals(), *__all__})
