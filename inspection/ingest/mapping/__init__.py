"""Foreign headers, values and dates in our words: made once, saved, used again."""
