"""Reading and writing the data folder."""
