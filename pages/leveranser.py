"""Mina leveranser: whether what was handed in is approved, and what must be put right."""

from __future__ import annotations

from indicators.model import UserRole
from ui import access, frame, look


def render() -> None:
    """Show the uploader's own deliveries."""
    access.require(UserRole.UPLOADER)
    frame.kicker("Mina leveranser")
    look.title("Mina leveranser")
