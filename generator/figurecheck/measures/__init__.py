"""Pure functions: observations in, numbers out, one topic a file."""
