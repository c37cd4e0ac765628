"""The method pages: one a family of measures, and the coverage of their intervals."""
