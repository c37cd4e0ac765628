"""The report as a reader meets it: the article retold, what came out in a sentence or two, its contradictions."""
