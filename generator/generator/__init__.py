"""Figurecheck for notebooks: ``from generator import load_article, judge``."""

from figurecheck.api import Finding, Findings, LoadedArticle, judge, load_article

__all__ = ["Finding", "Findings", "LoadedArticle", "judge", "load_article"]
