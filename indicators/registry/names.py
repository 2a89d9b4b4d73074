"""What a permanent name of the register looks like."""

from __future__ import annotations

import re
from typing import Final

KEBAB: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""Small letters a–z, digits and single hyphens."""
