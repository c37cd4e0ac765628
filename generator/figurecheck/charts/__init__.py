"""Observations to reproducible SVG."""
