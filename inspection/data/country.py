"""The provinces of a warehouse: what they are called, which of them a reader reads."""

from pathlib import Path

from inspection.data import reference
from inspection.data.access import Scope
from inspection.errors import BadInput, NotAllowed
from inspection.provinces import by_province, within
from inspection.settings import house


def read_by(scope: Scope) -> tuple[str, ...]:
    """The provinces that answer this reader, in the order of the setting."""
    return tuple(one for one in house().provinces if scope.reads_province(one))


def called(province: str) -> tuple[str, str]:
    """What the province is called, in Chinese and in English."""
    with within(province):
        return _called()


@by_province
def _called() -> tuple[str, str]:
    [row] = reference.load("province").to_pylist()
    return row["province"], row["name_en"]


def named(said: str, where: str, scope: Scope) -> str:
    """The province said by its profile or its name; empty where there is one alone.

    Raises BadInput where it is none of the warehouse, or there are several and none is said;
    NotAllowed where it is not this reader's.
    """
    own = read_by(scope)
    if not said and len(own) < len(house().provinces) and len(own) == 1:
        return own[0]
    if not said and not house().has_several:
        return ""
    found = [one for one in house().provinces if said in (one, *called(one))]
    if not found:
        known = f"可用：{'、'.join(own)}"
        what = f"没有省 {said}" if said else "仓库有几个省，要指明是哪一个"
        raise BadInput(what, where, known)
    if found[0] not in own:
        raise NotAllowed(f"省“{said}”不在您的范围内", where, "请管理员增加范围")
    return found[0] if house().has_several else ""


def by_folder(paths: list[Path]) -> str:
    """The province in whose folder files lie, by the folder's name. Raises BadInput in doubt."""
    names = {word: one for one in house().provinces for word in (one, *called(one))}
    found = [
        {names[part] for part in path.absolute().parts[:-1] if part in names} for path in paths
    ]
    if not found or any(len(one) != 1 for one in found) or len(set.union(*found)) != 1:
        raise BadInput(
            "仓库有几个省，看不出文件是哪个省的",
            "、".join(path.name for path, one in zip(paths, found, strict=True) if len(one) != 1),
            f"加 --province 省，或把一个省的文件放在以省名命名的文件夹中分别导入；"
            f"可用：{'、'.join(house().provinces)}",
        )
    return found[0].pop()
