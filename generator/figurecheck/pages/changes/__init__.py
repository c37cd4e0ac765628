"""How changes are told: for a terminal, a pull request, machines, and the pages."""
