"""A world as the canonical tables of a snapshot: what an import of its exports would make."""
