"""The weekly refresh after its build: what it proposes, whether a person has to look, and handing it to the forge."""
