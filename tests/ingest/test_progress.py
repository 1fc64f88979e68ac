"""How far an import is: by stage, in a stage of files by their bytes."""

from inspection.ingest.progress import Progress, of_files


def test_share_moves_with_stages_and_files_and_never_back():
    done = Progress({"甲": 300, "乙": 100}, 0.0)
    assert done.reach("reading", "甲") == 0
    # 300 of 400 bytes of the stage from 0 to 0.1.
    assert done.reach("reading", "乙") == 0.1 * 0.75
    assert done.reach("cleaning", "乙") == 0.1
    assert done.reach("cleaning", "甲") == 0.1 + 0.5 * 0.25
    assert done.reach("writing", "") == 0.78
    assert done.reach("reading", "甲") == 0.78
    assert done.reach("unheard of", "") == 0.78


def test_what_remains_is_reckoned_from_what_has_passed():
    done = Progress({"甲": 1}, 100.0)
    assert done.seconds_left(110.0) is None
    done.reach("cleaning", "甲")
    # A tenth took ten seconds.
    assert done.seconds_left(110.0) == 90


def test_file_counts_as_its_bytes_and_its_opening(tmp_path):
    path = tmp_path / "甲.csv"
    path.write_bytes(b"123")
    assert of_files([path], 0.0).sizes == {"甲.csv": 500_003}
