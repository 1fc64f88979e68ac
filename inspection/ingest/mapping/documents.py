"""YAML and JSON as nested texts: every value stays as written, a name stands once.

Codes keep their zeros and 否 or No stay words, so nothing is resolved to a number or a flag.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from inspection.errors import BadInput

REMEDY = "核对缩进、冒号和引号；写法见 docs/export-formats.md"


class _Texts(yaml.BaseLoader):
    """The loader that makes nothing but texts, lists and dictionaries."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """A reference to another part could unfold without end."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(
                None, None, "不用 * 引用", self.peek_event().start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
        """Names and values. Raises where a name stands twice or is no text."""
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str) or key in found:
                said = f"“{key}”写了两次" if isinstance(key, str) else "名称不是文字"
                raise yaml.constructor.ConstructorError(None, None, said, key_node.start_mark)
            found[key] = self.construct_object(value_node, deep=True)
        return found


_Texts.add_constructor("tag:yaml.org,2002:map", _Texts.construct_mapping)


def load_document(text: str, where: str) -> Mapping[str, Any]:
    """The names and values of a text. Raises BadInput with the line."""
    try:
        document = yaml.load(text, Loader=_Texts)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f" 第{mark.line + 1}行" if mark else ""
        raise BadInput(f"对照文件读不通：{error.problem}", where + line, REMEDY) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise BadInput(f"对照文件读不通：{error}", where, REMEDY) from error
    if not isinstance(document, Mapping):
        raise BadInput("对照里没有列", where, REMEDY)
    return document


def dump_document(document: Mapping[str, Any]) -> str:
    """The text that is read back as the same document."""
    return str(
        yaml.dump(document, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    )
