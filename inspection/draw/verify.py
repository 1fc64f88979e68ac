"""核验 ssj1 抽取：只用 Python 标准库重算一个抽取包或批次，逐项给出 PASS 或 FAIL。
用法：python verify.py 目录    退出码：0 全部通过，1 有未通过的项，2 不是抽取包或批次目录"""

import gc
import json
import os
import re
import sys
from collections import Counter, defaultdict
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

MILLION, ZEROS, HIDDEN = 1_000_000, "0" * 64, "未揭示，按公告以零代替"
FRAME = re.compile('([0-9A-Z-]{1,22}),([0-9]{6}),([^,"\r]*),([ABCD-]),(0|[1-9][0-9]*)')
ROSTER = re.compile('([^,"\r]+),([0-9]{6}),([^,"\r]*),([0-9A-Z -]*)')
SKIPS = re.compile('([0-9A-Z-]{1,22}),([^,"\r]+),([0-9a-f]{64})')
DIGIT = str.maketrans("ABCDEFGHJKLMNPQRTUWXYIOSVZ", "abcdefghijklmnopqrstu!!!!!")


def sha(text):
    return sha256(text.encode()).hexdigest()


def read(data, pattern, is_sorted=True, last=""):
    for number, line in enumerate(data.decode().removesuffix("\n").split("\n"), 1):
        if not (match := pattern.fullmatch(line)) or (is_sorted and match[1] <= last):
            raise ValueError(f"第 {number} 行格式不符、重复或未按升序：{line[:60]}")
        yield (last := match[1]), *match.groups()[1:]


def read_strata(data, salt):  # rows of each (region, class), in the order of the draw
    strata: dict = {}
    for one, region, unit, risk, group in read(data, FRAME):
        code = one.translate(DIGIT)  # weights are 3ⁿ mod 31, and 34 is 3 mod 31: base 34 it is
        if len(one) == 18 and "-" not in one and (int(code[16::-1], 34) + int(code[17], 34)) % 31:
            raise ValueError(f"统一社会信用代码校验位不符：{one}")
        strata.setdefault((region, risk), []).append((int(group), sha(f"{salt}|{one}"), one, unit))
    if len({risk == "-" for _, risk in strata}) > 1:
        raise ValueError("名录中混用了分类与不分类（-）")
    return {stratum: sorted(strata[stratum]) for stratum in sorted(strata)}


def choose(crew, load, salt, one, unit):  # the pair of one entity, or nobody
    able = [name for name, home, not_for in crew if one not in not_for and home != unit]
    most = sorted(load[name] for name in able)[1] if len(able) > 1 else -1  # more cannot win
    near = [(load[name], sha(f"{salt}|{one}|{name}"), name) for name in able if load[name] <= most]
    best = sorted(name for _, _, name in sorted(near)[:2])
    load.update(best)
    return best


def recompute(data, plan, key):  # each list as the draw must have given it
    salt, sums, load = sha(f"assign\n{key}")[:32], Counter[str](), Counter[str]()
    strata, crews = read_strata(data["frame.csv"], sha(f"draw\n{key}")[:32]), defaultdict(list)
    for name, region, home, recusals in read(data["roster.csv"], ROSTER):
        crews[region].append((name, home if plan["cross_unit"] else None, set(recusals.split())))
    order, drawn, replaced = {h: enumerate(strata[h], 1) for h in strata}, [], []
    for h, rows in strata.items():
        exact = len(rows) * plan["rate_ppm"][h[1]]
        start = sums.get(h[1], int(sha(f"round\n{key}\n{h[1]}"), 16) % MILLION)
        sums[h[1]] = start + exact
        size = {"ceil": -(-exact // MILLION), "random": sums[h[1]] // MILLION - start // MILLION}
        chosen = [next(order[h]) for _ in range(size[plan["rounding"]])]
        drawn += [(*h, rank, one, ticket, unit) for rank, (_, ticket, one, unit) in chosen]
    turns = sorted(drawn, key=lambda row: (sha(f"{salt}|T|{row[3]}"), row[3]))
    pairs = [(row[3], *choose(crews[row[0]], load, salt, row[3], row[5])) for row in turns]
    listed = {row[3]: row[:2] for row in drawn}
    for one, reason, _ in read(data["skips.csv"], SKIPS, False) if "skips.csv" in data else ():
        if reason not in plan["skip_reasons"] or not (h := listed.pop(one, None)):
            raise ValueError(f"skips.csv 中 {one} 不在名单中、重复，或理由不在方案所列之内")
        for rank, (_, ticket, new, unit) in filter(None, [next(order[h], None)]):
            listed[new] = h
            pair = choose(crews[h[0]], load, salt, new, unit) or ("", "")
            replaced.append((one, *h, rank, new, ticket, *pair))
    yield "drawn.csv", [row[:5] for row in drawn]
    yield "pairs.csv", sorted(row for row in pairs if len(row) == 3)
    yield "unmatched.csv", sorted(row for row in pairs if len(row) == 1)
    yield "replacements.csv", replaced


def check_package(folder):
    data = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    plan, proof = json.loads(data["plan.json"]), json.loads(data["proof.json"])
    wanted = {f"{name}.csv": plan[f"{name}_sha256"] for name in ("frame", "roster")}
    wanted |= {"plan.json": proof["plan_sha256"], "skips.csv": proof.get("skips_sha256", sha(""))}
    for name, value in {**plan.get("attachments", {}), **wanted}.items():
        yield f"{name} 散列一致", sha256(data.get(name, b"")).hexdigest() == value, value
    secret, public = proof["secret"], proof["public"].encode("ascii").decode()
    is_open = sha256(bytes.fromhex(secret)).hexdigest() == plan["commit"]
    yield "密钥与承诺一致", is_open or secret == ZEROS, HIDDEN if secret == ZEROS else ""
    key = sha(f"{plan['spec']}\n{proof['plan_sha256']}\n{secret}\n{public}")
    yield "随机密钥一致", key == proof["key"] and plan["spec"] == "ssj1", key
    for name, rows in recompute(data, plan, key):
        text = "".join(",".join(map(str, row)) + "\n" for row in rows)
        yield f"{name} 与重算一致", data.get(name, b"") == text.encode(), f"{len(rows)} 行"


def verify(folder: Path) -> list:  # (check, passed, detail) of package or batch; [] for neither
    checks, plans, batch = [], sorted(folder.glob("*/plan.json")), folder / "batch.json"
    try:
        if batch.exists():
            found = {path.parent.name: sha256(path.read_bytes()).hexdigest() for path in plans}
            checks.append(("批次所列一致", json.loads(batch.read_bytes()) == {"ssj1": found}, ""))
            checks += [(f"{p.parent.name} {c[0]}", *c[1:]) for p in plans for c in verify(p.parent)]
        elif (folder / "plan.json").exists():
            checks.extend(check_package(folder))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError) as error:
        checks.append(("文件齐全、格式正确", False, repr(error)))
    return checks


if __name__ == "__main__":
    gc.disable()
    results = verify(Path(*sys.argv[1:2]))
    with suppress(BrokenPipeError):  # whoever reads has seen enough
        for check, passed, detail in results or [("不是抽取包或批次目录", False, __doc__)]:
            print("PASS" if passed else "FAIL", check, detail, flush=True)
    os._exit(not all(passed for _, passed, _ in results) if results else 2)
