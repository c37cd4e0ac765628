"""What the coverage study is made of: worlds, simulated histories, and every kind of interval."""
