"""The hearing: a selection becomes slides, and slides become an edition that is never overwritten."""

from __future__ import annotations
