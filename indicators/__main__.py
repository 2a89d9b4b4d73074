"""The terminal: `python -m indicators …`, the same code as the pages."""

from __future__ import annotations

import sys

from indicators.terminal.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
