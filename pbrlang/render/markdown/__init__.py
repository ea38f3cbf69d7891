"""A document as Markdown that GitHub and MkDocs both read; names and notes in it stay text."""

from pbrlang.render.markdown.document import markdown

__all__ = ["markdown"]
