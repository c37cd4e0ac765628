"""What stands around a chart: its numbers as a table and as a file, its long description, how it enters a page."""
