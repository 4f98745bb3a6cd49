"""Short .reg texts, put together from groups, resources and dependencies."""

from __future__ import annotations


def multi(*texts: str) -> str:
    """A REG_MULTI_SZ in version 5 of the format."""
    data = ("".join(f"{text}\0" for text in texts) + "\0").encode("utf-16-le")
    return f"hex(7):{data.hex(',')}"


def group(identity: str, *members: str, also: str = "") -> str:
    """A group, with more values as lines."""
    return f'[Cluster\\Groups\\{identity}]\n"Name"="Group {identity}"\n"Contains"={multi(*members)}\n{also}\n'


def resource(identity: str, kind: str = "Generic Service", also: str = "") -> str:
    """A resource, with more values as lines."""
    return f'[Cluster\\Resources\\{identity}]\n"Name"="Resource {identity}"\n"Type"="{kind}"\n{also}\n'


def parameters(identity: str, lines: str) -> str:
    """Private properties of a resource."""
    return f"[Cluster\\Resources\\{identity}\\Parameters]\n{lines}\n"


def needs(dependent: str, expression: str, key: str = "") -> str:
    """A dependency; its key has the dependent's name unless another is given."""
    at = key or f"of {dependent}"
    return f'[Cluster\\Dependencies\\{at}]\n"dependent"="{dependent}"\n"dependency"="{expression}"\n'
