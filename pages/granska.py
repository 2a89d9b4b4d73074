"""Granska: what is new or odd in a delivery, and what approving it would do."""

from __future__ import annotations

from indicators.model import UserRole
from ui import access, frame, look


def render() -> None:
    """Show the queue and the delivery under review."""
    access.require(UserRole.APPROVER, UserRole.LEAD)
    frame.kicker("Granska")
    look.title("Granska")
