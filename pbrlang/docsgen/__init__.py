"""Pages of the site that are made from the code and from the specification, at each build.

`generated` gives them all; `docs/_hooks.py` puts them into the site.
"""

from pbrlang.docsgen.site import Section, generated

__all__ = ["Section", "generated"]
