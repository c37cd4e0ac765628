"""The second, independent route to each primary figure."""
