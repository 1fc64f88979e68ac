"""The commitment 承诺: a yearly chain of secrets, each the preimage of the one before.

The head is published once a year. Every draw commits to the latest published
link and later reveals its preimage, so no draw can choose its secret.
"""

import os
import secrets
import stat
from hashlib import sha256
from pathlib import Path

from inspection.draw.ssj1.plan import HEX
from inspection.errors import BadInput


def new_seed() -> str:
    """A new secret from the operating system, 64 hex digits."""
    return secrets.token_hex(32)


def commit_to(secret: str) -> str:
    """SHA-256 of the secret's 32 raw bytes."""
    return sha256(bytes.fromhex(secret)).hexdigest()


def make_chain(seed: str, length: int) -> list[str]:
    """Seed first, head last: `length` draws use the links before the head, from the end."""
    chain = [seed]
    for _ in range(length):
        chain.append(commit_to(chain[-1]))
    return chain


def steps_to_head(secret: str, head: str, most: int = 1000) -> int | None:
    """How many hashes lead from a revealed secret to the published head; None if none do."""
    link = secret
    for steps in range(most + 1):
        if link == head:
            return steps
        link = commit_to(link)
    return None


def write_secret(path: Path, secret: str) -> None:
    """Writes a new file that only its owner can read. Raises BadInput where one exists."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BadInput("密钥文件已存在，不会覆盖", str(path), "请换一个文件名") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret + "\n")


def read_secret(path: Path) -> str:
    """The secret in a file of one line. Raises BadInput where others could read the file."""
    try:
        mode = path.stat().st_mode
        text = path.read_text("ascii") if stat.S_ISREG(mode) else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("密钥文件无法读取", str(path), "请核对路径和文件内容") from error
    if stat.S_IMODE(mode) & 0o077:
        what = f"密钥文件的权限为 {stat.S_IMODE(mode):o}，他人可以读取"
        raise BadInput(what, str(path), f"请执行 chmod 600 {path.name}")
    secret = text.removesuffix("\n")
    if not HEX.fullmatch(secret):
        remedy = "文件内容只能是一行64位小写十六进制"
        raise BadInput(f"密钥应为64位十六进制，实有 {len(secret)} 个字符", str(path), remedy)
    return secret
