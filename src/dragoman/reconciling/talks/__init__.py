"""Talks: mentions of meetings into tracks, rounds and contacts, and what reports say differently of them."""
