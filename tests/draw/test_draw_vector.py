"""The product's draw and its stand-alone verifier agree with the published vector."""

import json
import subprocess
import sys
from pathlib import Path

from draw_makers import VECTOR, draw_folder, vector_proof

from inspection.draw import verify

VERIFIER = Path(verify.__file__)


def test_vector_is_reproduced_byte_for_byte(tmp_path):
    proof = vector_proof()
    draw_folder(VECTOR, tmp_path / "out", proof["secret"], proof["public"])
    expected = {path.name: path.read_bytes() for path in VECTOR.iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == expected


def test_proof_is_sorted_json_without_further_white_space(tmp_path):
    proof = vector_proof()
    draw_folder(VECTOR, tmp_path / "out", proof["secret"], proof["public"])
    text = (tmp_path / "out" / "proof.json").read_text()
    assert text == json.dumps(json.loads(text), sort_keys=True)


def test_verifier_passes_the_vector():
    checks = verify.verify(VECTOR)
    assert len(checks) == 10
    assert all(passed for _, passed, _ in checks), checks


def test_verifier_runs_without_anything_installed():
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(VECTOR)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert all(line.startswith("PASS ") for line in done.stdout.splitlines())


def test_verifier_is_one_short_file_of_the_standard_library():
    lines = VERIFIER.read_text("utf-8").splitlines()
    assert len(lines) < 120
    assert max(map(len, lines)) <= 100
    imported = {
        line.split()[1].split(".")[0] for line in lines if line.startswith(("import", "from"))
    }
    assert imported <= set(sys.stdlib_module_names)
