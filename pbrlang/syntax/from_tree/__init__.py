"""From Lark's parse trees to the source tree. Each grammar rule has a method of its name."""

from pbrlang.syntax.from_tree.items import ItemBuilder

__all__ = ["ItemBuilder"]
