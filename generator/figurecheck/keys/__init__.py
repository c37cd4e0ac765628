"""Content keys: what a result depends on, by name and digest, and the results that are kept under them.

Nothing here imports more than the standard library, so that a build that has nothing to do ends before anything heavy
is imported.
"""
