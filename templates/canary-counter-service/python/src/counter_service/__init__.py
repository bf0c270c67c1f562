"""Counts pings in PostgreSQL, in as many pods and versions as there are."""
