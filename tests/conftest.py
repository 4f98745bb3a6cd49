"""One hypothesis profile for all: noisy machines do not fail tests by being slow, and nobody rolls dice unasked.

With ``HIVETOOL_DICE=1`` the random tests draw new examples every time: what they find becomes an example of its own.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("HIVETOOL_DICE"),
)
settings.load_profile("house")
