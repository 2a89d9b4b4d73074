"""The presentation: slides laid out once, drawn as pictures on the page and written as a PowerPoint file."""

from __future__ import annotations
