"""From the source tree to the compiled contract: names and kinds settled, sugar gone."""
