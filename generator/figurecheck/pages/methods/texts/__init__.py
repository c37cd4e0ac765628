"""What each method page says: one file a family of measures."""
