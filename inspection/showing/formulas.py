"""Texts that a spreadsheet would take for a formula, made harmless by a leading apostrophe."""

# With the forms of full width, which a spreadsheet takes for the same when it is typed into.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
FORMULA_SPACES = ("\t", "\r", "\n")


def harmless(value: object) -> object:
    """The value, or a text that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    is_like_one = value.startswith(FORMULA_SPACES) or value.lstrip().startswith(FORMULA_STARTS)
    return f"'{value}" if is_like_one else value
