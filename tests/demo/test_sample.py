"""data/sample/ is what the demo writes today, for three units, small enough to read."""

from pathlib import Path

from inspection.demo import write_demo

from .exported import read

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
# A unit with a county code like another's, one that writes GB18030, one with a system of its own.
UNITS = ("平潭", "莆田", "厦门")
OTHERS = ("福州", "三明", "泉州", "漳州", "南平", "龙岩", "宁德")
SCALE, SEED = 0.0005, 2022


def write_sample(folder: Path) -> list[str]:
    """The demo's files without those of the other units and without its truth."""
    write_demo(folder, scale=SCALE, seed=SEED)
    (folder / "truth.json").unlink()
    for path in folder.iterdir():
        if any(f"_{unit}_" in path.name for unit in OTHERS):
            path.unlink()
    return sorted(path.name for path in folder.iterdir())


def test_sample_is_what_the_demo_writes(tmp_path: Path) -> None:
    names = write_sample(tmp_path)
    assert sorted(path.name for path in SAMPLE.iterdir() if path.name != "README.md") == names
    for name in names:
        assert read(SAMPLE / name).rows == read(tmp_path / name).rows, name


def test_sample_stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 400_000
