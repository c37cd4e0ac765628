"""What templates receive, and every word and rounding of a number."""
