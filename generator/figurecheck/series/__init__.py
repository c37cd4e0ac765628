"""What a series is, and the catalogue of those the project knows."""
