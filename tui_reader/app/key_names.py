"""How keys are called on the screen."""

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "full_stop": ".",
    "comma": ",",
    "colon": ":",
    "ctrl+o": "Ctrl+O",
    "alt+left": "Alt+Left",
    "alt+right": "Alt+Right",
}
"""How keys are called on the screen, where that is not as Textual calls them."""


def shown_key(key: str) -> str | None:
    """How a key is called on the screen, None where as Textual calls it."""
    is_function_key = key[:1] == "f" and key[1:].isdigit()
    return KEY_NAMES.get(key) or (key.upper() if is_function_key else None)
