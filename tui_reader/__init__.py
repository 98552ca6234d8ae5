"""tui-reader: a keyboard-driven terminal reader for live blogs."""
