"""Texts that a spreadsheet would take for a formula, made harmless by a leading apostrophe."""

from unicodedata import category, normalize

FORMULA_STARTS = frozenset("=+-@")
FORMULA_SPACES = ("\t", "\r", "\n")
# Signs that are not seen, behind which a formula could begin.
UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")


def harmless(value: object) -> object:
    """The value, or a text that no spreadsheet takes for a formula.

    With the forms of full width and the small ones, which a spreadsheet takes for the same when
    they are typed into.
    """
    if not isinstance(value, str):
        return value
    first = next((sign for sign in value if category(sign) not in UNSEEN), "")
    is_like_one = normalize("NFKC", first) in FORMULA_STARTS
    return f"'{value}" if is_like_one or value.startswith(FORMULA_SPACES) else value
