"""Lämna uppgifter: which file to hand in, whether it is right, and what happens then."""

from __future__ import annotations

from indicators.model import UserRole
from ui import access, frame, look, uploads


def render() -> None:
    """Show the step that the uploader has come to."""
    access.require(UserRole.UPLOADER)
    uploads.open_()
    frame.kicker("Lämna uppgifter")
    look.title("Lämna uppgifter")
