"""The icons that the framework's pages name, out of its font of four thousand.

    python deploy/icons.py            writes inspection/static/icons/icons.woff2

An icon is a ligature of the letters of its name. What is kept: every name that stands as a word
of its own in the framework's scripts, whether it means an icon there or not, and icons that
its elements name. Run it again after
a change of the framework's version.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import streamlit as st
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(st.__file__).parent
FRAMEWORK = PACKAGE / "static" / "static"
MADE = ROOT / "inspection" / "static" / "icons" / "icons.woff2"
# An icon as our own pages would name it.
NAMED = re.compile(r":material/([a-z0-9_]+):")
WORD = re.compile(r"(?<![a-z0-9_])[a-z0-9_]{2,50}(?![a-z0-9_])")


def source() -> TTFont:
    """The framework's font."""
    return TTFont(next((FRAMEWORK / "media").glob("MaterialSymbols-Rounded*.woff2")))


def ligatures(font: TTFont) -> Iterator[tuple[str, str]]:
    """Each name that the font draws as one icon, and the glyph."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            known = getattr(getattr(table, "ExtSubTable", table), "ligatures", {})
            for first, icons in known.items():
                for icon in icons:
                    named = "".join(letters.get(one, "?") for one in (first, *icon.Component))
                    yield named, icon.LigGlyph


def named() -> set[str]:
    """Words of the framework's scripts, and icons that its elements name by themselves."""
    scripts = (path.read_text(encoding="utf-8") for path in (FRAMEWORK / "js").glob("*.js"))
    elements = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    words = {word for text in scripts for word in WORD.findall(text)}
    return words | {name for text in elements for name in NAMED.findall(text)}


def wanted(font: TTFont) -> dict[str, str]:
    """The icons to keep: glyph by name."""
    words = named()
    return {name: glyph for name, glyph in ligatures(font) if name in words}


def write() -> None:
    """The font of these icons alone."""
    font = source()
    options = subset.Options(flavor="woff2", layout_closure=False, notdef_outline=True)
    options.layout_features = ["*"]
    made = subset.Subsetter(options)
    letters = {ord(letter) for name in wanted(font) for letter in name}
    made.populate(unicodes=letters, glyphs=wanted(font).values())
    made.subset(font)
    subset.save_font(font, MADE, options)


if __name__ == "__main__":
    write()
