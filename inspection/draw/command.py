"""The commands `draw` and `verify`: arguments in, exit code out.

A secret comes from a file that only its owner can read; it is never printed,
and no message quotes it.
"""

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from inspection.draw.archive import unpack
from inspection.draw.batch import draw_batch
from inspection.draw.commitment import read_secret
from inspection.draw.package import Summary, draw_package, read_bytes
from inspection.draw.skips import replace_skipped
from inspection.draw.verify import verify
from inspection.errors import BadInput

HELP = "运行 python -m inspection draw --help 查看用法"
NOT_A_PACKAGE = "不是抽取包、批次目录或其压缩包"


class Command(NamedTuple):
    """One command of `python -m inspection`."""

    title: str
    configure: Callable[[argparse.ArgumentParser], None]
    execute: Callable[[argparse.Namespace], int]


def configure_draw(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of `draw`."""
    add = parser.add_argument
    add("--frame", type=Path, metavar="文件", help="对象名录 frame.csv")
    add("--roster", type=Path, metavar="文件", help="检查人员名单 roster.csv")
    add("--plan", type=Path, metavar="文件", help="抽取方案 plan.json；附件放在同一目录")
    add("--batch", type=Path, metavar="目录", help="批次目录：batch.json 和每单位一个子目录")
    add("--package", type=Path, metavar="目录", help="已抽取的包：与 --skips 同用，登记跳过并替补")
    add("--skips", type=Path, metavar="文件", help="跳过记录：编号,理由,证据散列；只能追加")
    secret = parser.add_mutually_exclusive_group()
    secret.add_argument("--secret-file", type=Path, metavar="文件", help="密钥文件，权限须为 600")
    secret.add_argument("--secret", metavar="HEX", help="仅供测试：64位十六进制密钥")
    add("--public", metavar="文本", help="公开随机数，如 3.8.14.21.27.33./5./7.11.19./")
    add("--out", type=Path, metavar="目录", help="输出目录；批次不写则放入原目录")
    add("--json", action="store_true", help="输出 JSON")


def execute_draw(arguments: argparse.Namespace) -> int:
    """Draws a package or a batch, or replaces skipped entities. Raises BadInput, CheckFailed."""
    if arguments.package:
        return _replace(arguments)
    _require(arguments, "public")
    secret = _secret(arguments)
    if arguments.batch:
        summaries = draw_batch(arguments.batch, secret, arguments.public, arguments.out)
    else:
        _require(arguments, "frame", "roster", "plan", "out")
        files = arguments.frame, arguments.roster, arguments.plan
        summaries = [draw_package(*files, secret, arguments.public, arguments.out)]
    _print_summaries(summaries, arguments.out or arguments.batch, arguments.json)
    return 0


def configure_verify(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of `verify`."""
    parser.add_argument("folder", type=Path, metavar="目录", help="抽取包、批次目录，或其 zip")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def execute_verify(arguments: argparse.Namespace) -> int:
    """Repeats a draw; 0 when every check passed, else 1. Raises BadInput."""
    checks = verify_path(arguments.folder)
    passed = all(check[1] for check in checks)
    if arguments.json:
        rows = [dict(zip(("check", "passed", "detail"), check, strict=True)) for check in checks]
        _print_json({"passed": passed, "checks": rows})
    else:
        for check, is_right, detail in checks:
            print("PASS" if is_right else "FAIL", check, detail)
    return 0 if passed else 1


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


COMMANDS = {
    "draw": Command("按 ssj1 规则模拟抽取并配对", configure_draw, execute_draw),
    "verify": Command("核验抽取包或批次", configure_verify, execute_verify),
}


def _root(folder: Path) -> Path:
    """The package inside an outer folder, as zip programs add one."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _replace(arguments: argparse.Namespace) -> int:
    _require(arguments, "skips")
    rows = replace_skipped(arguments.package, read_bytes(arguments.skips))
    if arguments.json:
        _print_json({"package": str(arguments.package), "replacements": len(rows)})
    else:
        print(f"已登记跳过，替补 {len(rows)} 户：{arguments.package}")
    return 0


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
        _print_json({"out": str(out), "packages": packages})
        return
    for one in summaries:
        print(
            f"{one.draw_id}：名录 {one.stock_count} 户，抽取 {one.drawn_count} 户，"
            f"配对 {one.pair_count} 户，未配对 {one.unmatched_count} 户"
        )
    print(f"已写入 {out}")


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False))
