"""Who may see what 公开范围: mode A for classes, mode P for class-blind draws.

With ratios that depend on the class, a ticket or the mere order of the list
gives the confidential class away. In mode A the public gets hashes, public
numbers and the list re-sorted by id; secret and frame go to the auditor only.
"""

import json
from pathlib import Path

from inspection.draw.files.canonical import format_rows, sha256_of
from inspection.draw.making.planning import announcement
from inspection.draw.packages.package import DRAWN, read_bytes, read_package
from inspection.draw.ssj1.drawing import DISCLAIMER
from inspection.draw.ssj1.frame import BLIND
from inspection.errors import BadInput

PUBLIC_LIST, PUBLIC_NOTE = "public_list.csv", "public.json"


def files_for_mode_a(folder: Path) -> dict[str, bytes]:
    """What the public gets of a package: list by id and region, and hashes. Raises BadInput."""
    (_, _, plan, _), proof = read_package(folder)
    drawn = read_bytes(folder / DRAWN)
    listed = public_list(drawn)
    note = {
        **announcement(plan),
        "note": DISCLAIMER,
        "mode": "A",
        "public": proof["public"],
        "drawn_sha256": sha256_of(drawn),
        "list_sha256": sha256_of(listed),
    }
    text = json.dumps(note, ensure_ascii=False, sort_keys=True, indent=1)
    return {PUBLIC_LIST: listed, PUBLIC_NOTE: text.encode() + b"\n"}


def files_for_mode_p(folder: Path) -> dict[str, bytes]:
    """The whole package. Raises BadInput unless the draw is class-blind."""
    (_, _, plan, _), _ = read_package(folder)
    if plan.rate_ppm.keys() != {BLIND}:
        remedy = "分类抽取只能按方式A公开，完整抽取包只交审计人员"
        raise BadInput("按信用风险分类抽取的名单不能全部公开", str(folder), remedy)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def public_list(drawn: bytes) -> bytes:
    """id and region of each drawn entity, ascending by id: no class, rank, ticket or order."""
    rows = (line.split(",") for line in drawn.decode().splitlines())
    return format_rows(sorted((one, region) for region, _, _, one, _ in rows))
