"""Commands for those who work without the pages: prepare, check, read, trace, export."""
