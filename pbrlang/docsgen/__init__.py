"""Pages of the site that are made from the code and from the specification, at each build.

`generated` gives them all but those of the examples, which `example_pages` and `example_files` give; `docs/_hooks.py`
puts them into the site.
"""

from pbrlang.docsgen.examples import example_files, example_pages
from pbrlang.docsgen.site import Section, generated

__all__ = ["Section", "example_files", "example_pages", "generated"]
