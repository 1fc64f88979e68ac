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
# What a notice prints of a draw, before and after it.
ANNOUNCED = ("draw_id", "plan_sha256", "commit", "public_source", "public", "drawn_sha256")
REMEDY = "请放入本系统导出的公开名单"


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


def check_public(folder: Path) -> list[tuple[str, bool, str]]:
    """(check, passed, detail) of every public list below a folder; none where there is none.

    Without frame and secret a draw cannot be repeated: what is checked is that the list is the
    one that was announced, in the form that gives nothing away.
    """
    notes = sorted([*folder.glob(PUBLIC_NOTE), *folder.glob(f"*/{PUBLIC_NOTE}")])
    return [check for note in notes for check in _checks_of(note, folder)]


def _checks_of(path: Path, folder: Path) -> list[tuple[str, bool, str]]:
    place = path.parent.relative_to(folder).as_posix()
    where = "" if place == "." else f"{place} "
    note = _read_note(path)
    listed = read_bytes(path.parent / PUBLIC_LIST)
    found = sha256_of(listed)
    rows = [line.split(",") for line in listed.decode(errors="replace").splitlines()]
    ids = [row[0] for row in rows]
    missing = [name for name in ANNOUNCED if not isinstance(note.get(name), str)]
    return [
        (f"{where}公告内容齐全", not missing, "、".join(missing) or str(note.get("draw_id"))),
        (f"{where}名单散列与公告一致", note.get("list_sha256") == found, found),
        (f"{where}每行只有编号和区域", all(len(row) == 2 for row in rows), f"{len(rows)} 户"),
        (f"{where}按编号排列且不重复", ids == sorted(set(ids)), f"{len(set(ids))} 个编号"),
    ]


def _read_note(path: Path) -> dict[str, object]:
    try:
        note = json.loads(read_bytes(path))
    except ValueError as error:
        raise BadInput("public.json 不是 JSON", str(path.name), REMEDY) from error
    if not isinstance(note, dict):
        raise BadInput("public.json 不是对象", str(path.name), REMEDY)
    return note


def public_list(drawn: bytes) -> bytes:
    """id and region of each drawn entity, ascending by id: no class, rank, ticket or order."""
    rows = (line.split(",") for line in drawn.decode().splitlines())
    return format_rows(sorted((one, region) for region, _, _, one, _ in rows))
