"""What a paper claims, held to the rules of the screens: nothing empty, foretold or unsaid."""

import re
from collections.abc import Iterator

from papers import body, numbers

EMPTY = re.compile(r"—|\bNone\b|\bnan\b|\bNaT\b|\{|\}|。。|；。|，。")
# A question, a task or a snapshot has its own name; so have commands below a table.
NAMED = re.compile(r"来源：.*|[A-Z]{2,}-\d[\d-]*|\d{8}T\d{6}-[0-9a-f]{8}|[\w/]+\.csv")
LATIN = re.compile(r"[A-Za-z]{3,}")
CODE = re.compile(r"(?<!\w)(M\d+[a-c]?|R\d+[a-c]?)(?!\w)")
FORETOLD = re.compile(r"(?<!不再)(?:预测|外推)|预计|来不及|前完不成|按近4周速度")
CLEAR = re.compile(r"没有需要处理|无需处理|均已(?!公示的)|均可(?!达)|均来得及|均按期")


def odd_claims(content: bytes, *, is_over: bool) -> Iterator[str]:
    """Sentences that say what no number of theirs allows; `is_over`: after the deadline."""
    for said in body(content):
        bare = NAMED.sub("", said)
        if EMPTY.search(bare) or LATIN.search(bare) or CODE.search(bare):
            yield said
        if is_over and FORETOLD.search(bare):
            yield said
        if CLEAR.search(bare) and not set(numbers(bare)) - {"0"}:
            yield said
