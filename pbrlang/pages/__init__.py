"""Contracts on the pages of a MkDocs site: highlighted, checked when the site is built, and shown as what they say.

`plugin.PbrPlugin` is the plugin (`plugins: [pbr]`), `lexer.PbrLexer` what Pygments highlights contracts with.
"""
