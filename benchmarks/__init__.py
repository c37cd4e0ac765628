"""How fast the project is: the same work done plainly, by the project and by peers, as ratios in one run."""
