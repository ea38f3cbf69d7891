"""A document as one self-contained file of HTML: no network, light and dark, and fit to print."""

from pbrlang.render.html.page import html

__all__ = ["html"]
