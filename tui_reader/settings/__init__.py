"""What the user may set: one table of settings, and where their values come from.

A value comes from the command line, else from the environment, else from the configuration file, else it is
the default. Nothing wrong in any of them stops the reader: it is reported, and the next source decides.
"""

from tui_reader.settings.loading import Loaded, Origin, load
from tui_reader.settings.places import config_path
from tui_reader.settings.problem import Problem
from tui_reader.settings.table import SETTINGS, Setting, Settings

__all__ = ["SETTINGS", "Loaded", "Origin", "Problem", "Setting", "Settings", "config_path", "load"]
