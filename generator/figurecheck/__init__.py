"""Figurecheck recomputes the figures a published market article claims and judges each by a rule fixed beforehand."""

__version__ = "0.1.0"
