"""Random numbers that depend on the seed and on what they are for, and on nothing else.

A new purpose never shifts the numbers of another, so one story can be added
without changing the rest of the world.
"""

import hashlib

import numpy as np


def stream(seed: int, *purpose: object) -> np.random.Generator:
    """The generator of one purpose: PCG64 seeded from SHA-256 of seed and purpose."""
    words = "|".join(str(word) for word in (seed, *purpose))
    digest = hashlib.sha256(words.encode("utf-8")).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))
