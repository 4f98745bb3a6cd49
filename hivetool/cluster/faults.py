"""What can be wrong with a cluster database whose hive is sound: one table, as the readers have for their formats."""

from __future__ import annotations

from hivetool.hive.faults import FaultRow


class Fault(FaultRow):
    """The rows."""

    MISSING_KEY = ("cluster-missing-key", "error", "the cluster has no key {name}", "it counts as empty")
    REPEATED_KEY = (
        "cluster-repeated-key",
        "error",
        "another key before it has the name {name}",
        "the first is the object, this one is a leftover",
    )
    KEY_NAME = (
        "cluster-key-name",
        "warning",
        "the key of a {kind} is {name}, which is no {form}",
        "it is the id",
    )
    REPEATED_NAME = (
        "cluster-repeated-name",
        "warning",
        "another {kind} has the name {name} too",
        "both are shown with their ids",
    )
    NAME_IS_ID = (
        "cluster-name-is-id",
        "warning",
        "the name of the resource, {name}, is the id of another",
        "an id counts before a name",
    )
    VALUE_TYPE = (
        "cluster-value-type",
        "warning",
        "{name} is {actual}, not {form}: left out",
        "the value is shown as unknown",
    )
    VALUE_DATA = (
        "cluster-value-data",
        "warning",
        "{name} is left out: {form} of {size} bytes, {expected}",
        "the value is shown as unknown",
    )
    REPEATED_VALUE = (
        "cluster-repeated-value",
        "warning",
        "another value before it has the name {name}",
        "the first that is usable counts, this one is shown as unknown",
    )
    CONTAINS = (
        "cluster-contains",
        "error",
        "the group lists resource {name}, which {why}",
        "the group does not have it",
    )
    REFERENCE = (
        "cluster-reference",
        "warning",
        "{name} names the {kind} {text}, which does not exist",
        "it leads nowhere",
    )
    DEPENDENCY = (
        "cluster-dependency",
        "error",
        "the dependency names no resource that exists",
        "it is left out",
    )
    PROVIDER = (
        "cluster-dependency-provider",
        "error",
        "the dependency asks for {name}, which is no resource",
        "the rest of it counts",
    )
    EXPRESSION = (
        "cluster-dependency-expression",
        "error",
        "the dependency is no expression: {why}",
        "all resources that it mentions are needed",
    )
    CYCLE = (
        "cluster-dependency-cycle",
        "error",
        "the dependency is part of a cycle and is left out",
        "nothing of the cycle counts",
    )
    CHECKPOINT = (
        "cluster-checkpoint",
        "warning",
        "the checkpoints are of resource {name}, which does not exist",
        "they are shown, of no resource",
    )

    @property
    def sentence(self) -> str:
        """What is wrong, alone: the hive has everything still, and what is made of it stands in ``docs/checks.md``."""
        return self.message
