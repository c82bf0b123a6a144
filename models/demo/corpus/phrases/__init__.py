"""Phrases of prompts, by what they are for."""
