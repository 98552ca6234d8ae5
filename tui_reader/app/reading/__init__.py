"""What one does on the reading screen, a module each; `app.reading_screen` puts them together."""
