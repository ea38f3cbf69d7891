"""From text to the source tree: layout reader, item parser, tree."""
