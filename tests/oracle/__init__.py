"""A second, independent computation of every figure, from the exported files alone.

Nothing here imports the product, reads its snapshots or its SQL: what it knows
comes from the documents and from the rules in `data/reference/`.
"""
