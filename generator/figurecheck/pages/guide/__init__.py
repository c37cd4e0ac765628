"""The guide for authors: from an article to claims, a tutorial, recipes, and a reference read off the code."""
