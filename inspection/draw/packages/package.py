"""The package 抽取包: everything of one draw in one folder.

The inputs as published, the lists, and `proof.json`, which opens the key.
Everything is computed before anything is written.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from inspection.draw.files.canonical import format_rows, format_table, sha256_of
from inspection.draw.files.folders import reject_existing, write_folder
from inspection.draw.ssj1.drawing import DRAWN_COLUMNS, Draw, draw
from inspection.draw.ssj1.frame import Frame, parse_frame
from inspection.draw.ssj1.plan import Plan, parse_plan
from inspection.draw.ssj1.roster import Roster, parse_roster
from inspection.errors import BadInput

FRAME, ROSTER, PLAN = "frame.csv", "roster.csv", "plan.json"
DRAWN, PAIRS, UNMATCHED, PROOF = "drawn.csv", "pairs.csv", "unmatched.csv", "proof.json"
SKIPS, REPLACEMENTS = "skips.csv", "replacements.csv"
REMEDY = "请核对路径；文件应由本系统生成"


class Inputs(NamedTuple):
    """What is fixed before the draw; `attachments` are bytes by file name."""

    frame: Frame
    roster: Roster
    plan: Plan
    attachments: dict[str, bytes]


class Summary(NamedTuple):
    """Counts and hashes of one package; nothing secret."""

    draw_id: str
    stock_count: int
    drawn_count: int
    pair_count: int
    unmatched_count: int
    plan_sha256: str
    drawn_sha256: str


def draw_package(
    frame: Path,
    roster: Path,
    plan: Path,
    secret: str,
    public: str,
    out: Path,
    remarks: Mapping[str, Any] | None = None,
) -> Summary:
    """Draws and writes the folder `out`; `remarks` are free keys of proof.json.

    Raises BadInput for anything wrong with the input, and then writes nothing.
    """
    reject_existing(out)
    files, summary = draw_files(read_inputs(frame, roster, plan), secret, public, remarks)
    write_folder(out, files)
    return summary


def draw_files(
    inputs: Inputs, secret: str, public: str, remarks: Mapping[str, Any] | None = None
) -> tuple[dict[str, bytes], Summary]:
    """All files of the package by name, and their summary. Raises BadInput."""
    frame, roster, plan, attachments = inputs
    result = draw(frame, roster, plan, secret, public)
    opened = {
        "plan_sha256": plan.sha256,
        "secret": secret,
        "public": public,
        "key": result.keys.master,
    }
    files = {
        FRAME: frame.data,
        ROSTER: roster.data,
        PLAN: plan.data,
        **attachments,
        **list_files(result),
        PROOF: format_proof({**(remarks or {}), **opened}),
    }
    return files, _summarise(inputs, result, files[DRAWN])


def list_files(result: Draw) -> dict[str, bytes]:
    """drawn.csv, pairs.csv and unmatched.csv."""
    pairs = result.assignment.pairs
    return {
        DRAWN: format_table(result.drawn.select(DRAWN_COLUMNS)),
        PAIRS: format_rows([(one, *pairs[one]) for one in sorted(pairs)]),
        UNMATCHED: format_rows([(one,) for one in sorted(result.assignment.unmatched)]),
    }


def format_proof(fields: Mapping[str, Any]) -> bytes:
    """The bytes of proof.json."""
    return json.dumps(fields, sort_keys=True).encode()


def read_inputs(frame: Path, roster: Path, plan: Path) -> Inputs:
    """Reads and validates what a draw begins with; attachments lie beside the plan."""
    parsed = parse_plan(read_bytes(plan), plan.name)
    attachments = {}
    for name, sha256 in parsed.further.get("attachments", {}).items():
        attachments[name] = read_bytes(plan.parent / name)
        if sha256_of(attachments[name]) != sha256:
            remedy = "请使用方案所指的附件"
            raise BadInput("附件与方案所载散列不符", str(plan.parent / name), remedy)
    return Inputs(
        parse_frame(read_bytes(frame), frame.name),
        parse_roster(read_bytes(roster), roster.name),
        parsed,
        attachments,
    )


def read_package(folder: Path) -> tuple[Inputs, dict[str, Any]]:
    """Inputs and proof of a drawn package. Raises BadInput."""
    inputs = read_inputs(folder / FRAME, folder / ROSTER, folder / PLAN)
    try:
        proof = json.loads(read_bytes(folder / PROOF))
    except (ValueError, RecursionError) as error:
        raise BadInput("证明文件无法读取", str(folder / PROOF), REMEDY) from error
    if not isinstance(proof, dict) or not _has_texts(proof, "secret", "public"):
        raise BadInput("证明文件缺少密钥或公开随机数", str(folder / PROOF), REMEDY)
    return inputs, proof


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises BadInput where there is none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput("文件不存在或无法读取", str(path), REMEDY) from error


def _has_texts(proof: Mapping[str, Any], *keys: str) -> bool:
    return all(isinstance(proof.get(key), str) for key in keys)


def _summarise(inputs: Inputs, result: Draw, drawn: bytes) -> Summary:
    return Summary(
        inputs.plan.draw_id,
        inputs.frame.table.num_rows,
        result.drawn.num_rows,
        len(result.assignment.pairs),
        len(result.assignment.unmatched),
        inputs.plan.sha256,
        sha256_of(drawn),
    )
