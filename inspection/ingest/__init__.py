"""Exported files in, one immutable snapshot out, with an account of every row."""
