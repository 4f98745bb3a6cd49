"""Votes as they are configured: whose they are, and whether there is a witness. Who is up is not known here."""

from __future__ import annotations

from dataclasses import dataclass

from hivetool.cluster.model import Node, Quorum, Resource, Witness

from .finding import Cmdlet
from .subject import Subject


@dataclass(frozen=True, slots=True)
class Votes:
    """The quorum's key, the nodes with a configured vote and those without, in stored order, and the witness."""

    quorum: Quorum
    voters: tuple[Node, ...]
    without: tuple[Node, ...]
    witness: Witness

    @property
    def has_witness(self) -> bool:
        """The quorum names a resource that exists."""
        return self.witness.resource is not None

    @property
    def total(self) -> int:
        """All votes, the witness's among them."""
        return len(self.voters) + self.has_witness


def votes(subject: Subject) -> Votes | None:
    """The configured votes; None without a key ``Quorum`` or without nodes: then the file does not tell."""
    quorum = subject.database.quorum_key
    if quorum is None or not subject.database.nodes:
        return None
    weights = [found.value for found in subject.settings("node", "NodeWeight")]
    pairs = tuple(zip(subject.database.nodes, weights, strict=True))
    voters = tuple(node for node, weight in pairs if weight != 0)
    return Votes(quorum, voters, tuple(node for node, weight in pairs if weight == 0), subject.database.witness)


def only_witnesses(subject: Subject) -> tuple[Resource, ...]:
    """The resources whose types are good for nothing but a witness, in stored order."""
    return subject.of_type("File Share Witness", "File Share Quorum Witness", "Cloud Witness")


def new_witness(**parameters: str | None) -> Cmdlet:
    """``Set-ClusterQuorum`` with what a person has to put in the place of these words."""
    return Cmdlet("Set-ClusterQuorum", parameters, by_hand=True)


def share_or_cloud() -> tuple[Cmdlet, ...]:
    """The two kinds of witness that need no disk."""
    return (
        new_witness(FileShareWitness="\\\\server\\share"),
        new_witness(CloudWitness=None, AccountName="account", AccessKey="key"),
    )
