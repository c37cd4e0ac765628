"""From a claim and its numbers to a verdict."""
