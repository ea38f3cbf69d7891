"""`--to json`: the compiled contract itself, in a form that another tool can read and compute with.

`build` writes it, with a JSON Schema; `read` gives the compiled contract again, which settles as the first one did.
Numbers are exact (`"1/3"`), dates are as in ISO 8601, every node says by `node` what it is.
"""

from pbrlang.backends.json.reading import NotCompiled, read
from pbrlang.backends.json.schema import FORMAT, SCHEMA_FILE, VERSION, schema
from pbrlang.backends.json.writing import build, compiled

__all__ = ["FORMAT", "SCHEMA_FILE", "VERSION", "NotCompiled", "build", "compiled", "read", "schema"]
