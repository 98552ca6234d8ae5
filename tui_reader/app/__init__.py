"""The app: the only package that knows Textual."""
