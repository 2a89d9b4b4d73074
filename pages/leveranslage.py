"""Leveransläge: who has handed in and who is late."""

from __future__ import annotations

from indicators.model import UserRole
from ui import access, frame, look


def render() -> None:
    """Show the districts by strategic area."""
    access.require(UserRole.APPROVER, UserRole.LEAD, UserRole.ADMINISTRATOR)
    frame.kicker("Leveransläge")
    look.title("Leveransläge")
