"""Publishers' JSON: one module per shape, all read through one format."""
