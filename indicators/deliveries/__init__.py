"""A delivery's way from a received file to approved figures: receive, preview, hand in, review, undo."""

from indicators.deliveries.board import Board, Place, Standing, board, deadline, reminder
from indicators.deliveries.drafts import discard_draft, draft, keep_draft, open_draft
from indicators.deliveries.faulty import marked
from indicators.deliveries.listing import kinds
from indicators.deliveries.receiving import UnknownLayout, receive
from indicators.deliveries.results import Deviation, Flip, Identity, Preview, Received, Stale
from indicators.deliveries.review import (
    Review,
    absent,
    approve,
    decided,
    give_back,
    hand_in,
    mine,
    must_review,
    preview,
    queue,
    received_file,
    review,
    say,
    undo,
    unexplained,
    withdraw,
)
from indicators.deliveries.rights import role_to_undo
from indicators.deliveries.templates import template, upload_year

__all__ = [
    "Board",
    "Deviation",
    "Flip",
    "Identity",
    "Place",
    "Preview",
    "Received",
    "Review",
    "Stale",
    "Standing",
    "UnknownLayout",
    "absent",
    "approve",
    "board",
    "deadline",
    "decided",
    "discard_draft",
    "draft",
    "give_back",
    "hand_in",
    "keep_draft",
    "kinds",
    "marked",
    "mine",
    "must_review",
    "open_draft",
    "preview",
    "queue",
    "receive",
    "received_file",
    "reminder",
    "review",
    "role_to_undo",
    "say",
    "template",
    "undo",
    "unexplained",
    "upload_year",
    "withdraw",
]
