"""The arguments of the commands `draw` and `verify`; light, so that `--help` starts at once."""

import argparse
from pathlib import Path


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


def configure_verify(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of `verify`."""
    parser.add_argument("folder", type=Path, metavar="目录", help="抽取包、批次目录，或其 zip")
