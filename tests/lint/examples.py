"""The small .reg texts that show what a rule is about."""

from __future__ import annotations

import re

HEADER = "Windows Registry Editor Version 5.00\n"
_KEY = re.compile(r"^\[(-?)Cluster", re.MULTILINE)


def example(text: str) -> str:
    """A whole .reg file of a rule's short text: keys begin with ``[Cluster``, header and root are added."""
    return f"{HEADER}\n{_KEY.sub(lambda found: f'[{found[1]}HKEY_LOCAL_MACHINE' + chr(92) + 'Cluster', text.strip())}\n"
