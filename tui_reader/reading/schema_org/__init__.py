"""schema.org data, from JSON-LD or from attributes, and the updates it describes."""
