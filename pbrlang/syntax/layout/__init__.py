"""The layout reader: lines into blocks, items and tables. It cannot fail, only complain."""

from pbrlang.syntax.layout.blocks import RawBlock, RawItem, read_layout

__all__ = ["RawBlock", "RawItem", "read_layout"]
