"""Packages: everything of one draw, of a batch, what happened after, who may see which part."""
