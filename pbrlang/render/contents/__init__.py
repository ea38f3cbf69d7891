"""A contract's payment schedule as a neutral document.

`document(material)` writes it from the compiled contract: one file here for each section. How things are said is in
`pbrlang.render.english`; what draws the document knows nothing of contracts.
"""

from pbrlang.render.contents.document import document
from pbrlang.render.contents.material import Material

__all__ = ["Material", "document"]
