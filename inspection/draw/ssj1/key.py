"""The key: the hash of the plan, a committed secret and public numbers.

Whoever wrote the plan did not know the public numbers; whoever saw the numbers
could no longer change plan or secret. If the secret is not revealed in time,
64 zeros take its place, as announced beforehand.
"""

import hashlib
from dataclasses import dataclass

from inspection.draw.ssj1.plan import HEX, MILLION, Plan
from inspection.errors import BadInput

NOT_REVEALED = "0" * 64


@dataclass(frozen=True)
class Keys:
    """`master` is K; `draw` and `assign` salt tickets and pairs. Secret until the reveal."""

    master: str
    draw: str
    assign: str

    def rounding_offset(self, risk_class: str) -> int:
        """U_c: where the rounding of a class begins, 0 to 999 999."""
        return int(sha256_text(f"round\n{self.master}\n{risk_class}"), 16) % MILLION


def sha256_text(text: str) -> str:
    """SHA-256 of UTF-8 text in lower hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def derive_keys(plan_sha256: str, secret: str, public: str) -> Keys:
    """The keys of one draw; all arguments as written in the package."""
    master = sha256_text(f"ssj1\n{plan_sha256}\n{secret}\n{public}")
    draw, assign = (sha256_text(f"{use}\n{master}")[:32] for use in ("draw", "assign"))
    return Keys(master, draw, assign)


def open_keys(plan: Plan, secret: str, public: str) -> Keys:
    """The keys, once secret and public numbers are in order. Raises BadInput."""
    reject_secret(plan, secret)
    reject_public(public)
    return derive_keys(plan.sha256, secret, public)


def reject_secret(plan: Plan, secret: str) -> None:
    """Raises BadInput unless the secret is the committed one, or 64 zeros. Never quotes it."""
    if not HEX.fullmatch(secret):
        what = f"密钥应为64位小写十六进制，实有 {len(secret)} 个字符"
        raise BadInput(what, "密钥", "请核对密钥文件，内容只能是一行64位十六进制")
    if secret != NOT_REVEALED and hashlib.sha256(bytes.fromhex(secret)).hexdigest() != plan.commit:
        remedy = "请使用散列链中与本方案对应的一环；未能揭示的，按公告以64个0代替"
        raise BadInput("密钥与方案中的承诺不符", "plan.json：commit", remedy)


def reject_public(public: str) -> None:
    """Raises BadInput unless the public numbers are one line of printable ASCII."""
    if not public:
        raise BadInput("没有给出公开随机数", "公开随机数", "请按公告的来源录入，如 3.8.14./5./")
    for position, character in enumerate(public, start=1):
        if not "!" <= character <= "~":
            what = f"公开随机数含有 ASCII 以外的字符或空格：{character!r}"
            raise BadInput(what, f"第 {position} 个字符", "请用半角数字、点和斜线，如 3.8.14./5./")
