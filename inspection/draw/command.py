"""What the commands `draw` and `verify` do, and what they print.

A secret comes from a file that only its owner can read; it is never printed,
and no message quotes it.
"""

import argparse
import json
import tempfile
from pathlib import Path

from inspection.draw.checking.opening import unpack
from inspection.draw.packages.batch import draw_batch
from inspection.draw.packages.package import Summary, draw_package, read_bytes
from inspection.draw.packages.skips import replace_skipped
from inspection.draw.ssj1.commitment import read_secret
from inspection.draw.ssj1.drawing import DISCLAIMER
from inspection.draw.verify import verify
from inspection.errors import BadInput, CheckFailed

HELP = "运行 python -m inspection draw --help 查看用法"
NOT_A_PACKAGE = "不是抽取包、批次目录或其压缩包"


def execute_draw(arguments: argparse.Namespace) -> None:
    """Draws a package or a batch, or replaces skipped entities. Raises BadInput, CheckFailed."""
    if arguments.package:
        _replace(arguments)
        return
    _require(arguments, "public")
    secret = _secret(arguments)
    if arguments.batch:
        summaries = draw_batch(arguments.batch, secret, arguments.public, arguments.out)
    else:
        _require(arguments, "frame", "roster", "plan", "out")
        files = arguments.frame, arguments.roster, arguments.plan
        summaries = [draw_package(*files, secret, arguments.public, arguments.out)]
    _print_summaries(summaries, arguments.out or arguments.batch, arguments.json)


def execute_verify(arguments: argparse.Namespace) -> None:
    """Repeats a draw and prints every check. Raises CheckFailed, or BadInput for no package."""
    checks = verify_path(arguments.folder)
    failed = sum(not is_right for _, is_right, _ in checks)
    if arguments.json:
        rows = [dict(zip(("check", "passed", "detail"), check, strict=True)) for check in checks]
        _print_json({"passed": not failed, "checks": rows})
    else:
        for check, is_right, detail in checks:
            print("PASS" if is_right else "FAIL", check, detail)
    if failed:
        remedy = "请向组织抽取的单位索取原始抽取包，或要求说明"
        raise CheckFailed(f"核验未通过：{failed} 项", str(arguments.folder), remedy)


def verify_path(path: Path) -> list[tuple[str, bool, str]]:
    """Checks of a package or batch, as a folder or a zip. Raises BadInput where it is neither."""
    if path.is_dir():
        checks = verify(path)
    else:
        with tempfile.TemporaryDirectory() as holder:
            read_bytes(path)
            unpack(path, Path(holder) / "package")
            checks = verify(_root(Path(holder) / "package"))
    if not checks:
        raise BadInput(NOT_A_PACKAGE, str(path), "目录内应有 plan.json 或 batch.json")
    return checks


def _root(folder: Path) -> Path:
    """The package inside an outer folder, as zip programs add one."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _replace(arguments: argparse.Namespace) -> None:
    _require(arguments, "skips")
    rows = replace_skipped(arguments.package, read_bytes(arguments.skips))
    if arguments.json:
        _print_json({"package": str(arguments.package), "replacements": len(rows)})
    else:
        print(f"已登记跳过，替补 {len(rows)} 户：{arguments.package}")


def _require(arguments: argparse.Namespace, *names: str) -> None:
    missing = [f"--{name}" for name in names if getattr(arguments, name) is None]
    if missing:
        raise BadInput(f"缺少参数：{'、'.join(missing)}", "命令行", HELP)


def _secret(arguments: argparse.Namespace) -> str:
    if arguments.secret is not None:
        return arguments.secret
    if arguments.secret_file is None:
        raise BadInput("缺少参数：--secret-file", "命令行", HELP)
    return read_secret(arguments.secret_file)


def _print_summaries(summaries: list[Summary], out: Path, as_json: bool) -> None:
    if as_json:
        packages = [summary._asdict() for summary in summaries]
        _print_json({"out": str(out), "packages": packages, "note": DISCLAIMER})
        return
    for one in summaries:
        print(
            f"{one.draw_id}：名录 {one.stock_count} 户，抽取 {one.drawn_count} 户，"
            f"配对 {one.pair_count} 户，未配对 {one.unmatched_count} 户"
        )
    print(f"已写入 {out}", f"{DISCLAIMER}。", sep="\n")


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False))
