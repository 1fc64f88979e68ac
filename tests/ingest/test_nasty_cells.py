"""No cell, whatever it holds in whatever column, breaks an import."""

from ingest.files import FIRM_A, write_csv
from inspection.ingest.vocabulary import read_vocabulary

NASTY = [
    "9" * 40,
    "-" + "9" * 30,
    "1E+99",
    "9.9E+999999999999",
    "1.E+",
    "0000-00-00",
    "0000年末",
    "99999",
    "69999.999999",
    "2022-02-30",
    "31/31/2022",
    "99-99-99",
    "9999999999万亿户",
    "%",
    "％％％",
    "1%-",
    "-5%",
    "∞",
    "NaN",
    "inf",
    "13月-0月",
    "2022年0月0日至99月99日",
    "全年至全年",
    "、，；/",
    "((((",
    "（）（）",
    "\\",
    "'; drop table staged_register; --",
    "$1 {} %s",
    "\x00\x01"[1:],
    "\u202e\u200b\ufeff",
    "😀" * 20,
    "Ａ" * 5000,
    "1" * 18,
    "I" * 18,
    "é" * 18,
    "0" * 15,
    "1" * 15,
    "√",
    FIRM_A,
]


def header_of(words, table_name):
    """One header text for every column the table can have."""
    texts: dict[str, str] = {}
    for text, column in words.synonyms[table_name].items():
        texts.setdefault(column, text)
    return list(texts.values())


def test_no_cell_breaks_an_import(take, tmp_path):
    words = read_vocabulary(None)
    paths = []
    for name in words.tables:
        header = header_of(words, name)
        rows = [[cell] * len(header) for cell in NASTY]
        mixed = [
            [NASTY[(i + j) % len(NASTY)] for j in range(len(header))] for i in range(len(NASTY))
        ]
        paths.append(write_csv(tmp_path / f"{name}_20220909.csv", [header, *rows, *mixed]))
    report = take(*paths)
    assert [file["table"] for file in report["files"]] == list(words.tables)
    for file in report["files"]:
        assert file["read"] == 2 * len(NASTY) + 1
        parts = file["loaded"] + file["duplicate"] + file["rejected"] + file["non_data"]
        assert file["read"] == parts
