"""Adapters, one a provider, behind one small protocol."""
