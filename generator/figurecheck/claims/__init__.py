"""What a claim is, how it is loaded, and how it is read."""
