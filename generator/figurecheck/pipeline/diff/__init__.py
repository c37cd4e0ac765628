"""Two states of a project compared: what a person names, what it holds, and which cause moved which figure."""
