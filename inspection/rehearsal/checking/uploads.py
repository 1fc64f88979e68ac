"""Checking a stranger's package: unpacked within limits, verified, and looked at by a sceptic."""

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyarrow as pa

from inspection.draw.checking.opening import unpack
from inspection.draw.packages.package import PLAN, read_package
from inspection.draw.packages.public_lists import check_public
from inspection.draw.ssj1.drawing import draw
from inspection.draw.verify import verify
from inspection.errors import BadInput
from inspection.rehearsal.trial.results import FINDING_SCHEMA, VERDICTS, assess, finding_rows

# Limits of an upload; a province at full size takes about 40 MB and 150 MB.
MAX_UPLOAD_MB = 200
MAX_UNPACKED_BYTES = 600 << 20
WHERE, REMEDY = "压缩包", "请上传由本系统导出的抽取包（zip）"
CHECK_SCHEMA = pa.schema({"pass_fail": pa.string(), "check": pa.string(), "detail": pa.string()})


@dataclass(frozen=True)
class Checked:
    """Checks of the verifier, and a sceptic's tests where all of them passed.

    is_public: it is the public list of a draw, which cannot be repeated from it.
    """

    checks: pa.Table
    findings: pa.Table
    is_public: bool = False

    @property
    def failed(self) -> list[str]:
        """Checks that did not pass, by name."""
        rows = self.checks.to_pylist()
        return [row["check"] for row in rows if row["pass_fail"] == VERDICTS[False]]


def check_upload(data: bytes) -> Checked:
    """Checks the bytes of a zip. Raises BadInput where it is no package; leaves nothing behind."""
    if len(data) > MAX_UPLOAD_MB << 20:
        raise BadInput(f"文件超过 {MAX_UPLOAD_MB} MB", WHERE, REMEDY)
    with tempfile.TemporaryDirectory() as holder:
        folder = Path(holder) / "package"
        unpack(BytesIO(data), folder, MAX_UNPACKED_BYTES)
        root = _root(folder)
        rows = verify(root)
        public = [] if rows else check_public(root)
        if not rows and not public:
            raise BadInput("不是抽取包或批次：没有 plan.json 或 batch.json", WHERE, REMEDY)
        is_sound = all(row[1] for row in rows)
        findings = [row for plan in _plans(root) for row in _assess(plan)] if is_sound else []
    checks = [
        {"pass_fail": VERDICTS[bool(passed)], "check": check, "detail": detail}
        for check, passed, detail in rows or public
    ]
    return Checked(
        pa.Table.from_pylist(checks, CHECK_SCHEMA),
        pa.Table.from_pylist(findings, FINDING_SCHEMA),
        is_public=bool(public),
    )


def _root(folder: Path) -> Path:
    """The package inside an outer folder, as zip programs add one."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _plans(root: Path) -> list[Path]:
    return sorted(root.glob(PLAN)) + sorted(root.glob(f"*/{PLAN}"))


def _assess(plan: Path) -> list[dict]:
    inputs, proof = read_package(plan.parent)
    repeated = draw(inputs.frame, inputs.roster, inputs.plan, proof["secret"], proof["public"])
    return finding_rows(inputs.plan.draw_id, assess(inputs, repeated))
