"""The ledger of published figures: its rows, its chain of hashes, and what explains a change between two states."""
