"""How fast the project is: what ``make bench`` found, and the page that says it."""
