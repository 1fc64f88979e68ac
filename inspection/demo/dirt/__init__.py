"""Defects as real exports have them, laid over clean ones."""
