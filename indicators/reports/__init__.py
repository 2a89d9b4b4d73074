"""What leaves the product as files: open data with a code book (presentation, report and appendix later)."""
