"""Checking a draw: a stranger's archive opened without harm, and a sceptic's statistics."""
