"""A delivery's way from a received file to approved figures: receive, preview, hand in, review, undo."""
