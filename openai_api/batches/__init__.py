"""Batches: many requests in a file, answered in idle capacity, their answers in another file."""
