"""Completion for shells: commands, their actions, options and the values of those; else files.

Each script holds one table: for every command what may follow it. What the data folder holds (tags, saved
searches, sources) the script asks for when it is needed: `tui-reader completion SHELL --kept WHAT`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from tui_reader.cli.learning.grammar import Command, Option
from tui_reader.settings.table import THEME_NAMES

_VALUES = {"--theme": THEME_NAMES}
"""Values that the parser checks by itself."""

_KEPT_OF_OPTIONS = {"--tag": "tags"}
_KEPT_OF_COMMANDS: Mapping[tuple[str, ...], str] = {
    ("searches", "remove"): "searches",
    ("sources", "remove"): "sources",
}
"""The options whose values, and the commands whose operands, are in the data folder."""

_BASH = """\
# Completion of tui-reader for bash: source <(tui-reader completion bash)
_tui_reader() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} path= kept= word found
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "${{path:+$path }}$word" in
      {paths}) path=${{path:+$path }}$word ;;
    esac
  done
  case $before in
{values}
    *) case $path in
{table}
      esac ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$found" -- "$current")
  if [[ $kept ]]; then
    local typed=${{COMP_LINE:0:COMP_POINT}} before_colon=
    typed=${{typed##* }}
    if [[ $typed == *:* && $COMP_WORDBREAKS == *:* ]]; then before_colon=${{typed%"${{typed##*:}}"}}; fi
    while IFS= read -r word; do
      if [[ $word == "$typed"* ]]; then COMPREPLY+=("$(printf %q "${{word#"$before_colon"}}")"); fi
    done < <(tui-reader completion bash --kept "$kept" 2>/dev/null)
  fi
}}
complete -o default -o bashdefault -F _tui_reader tui-reader
"""

_ZSH = """\
#compdef tui-reader
# Completion of tui-reader for zsh: source <(tui-reader completion zsh)
_tui_reader() {{
  local path_of= kept= word
  local -a found
  for word in "${{(@)words[2,CURRENT-1]}}"; do
    case "${{path_of:+$path_of }}$word" in
      {paths}) path_of="${{path_of:+$path_of }}$word" ;;
    esac
  done
  case $words[CURRENT-1] in
{values}
    *) case $path_of in
{table}
      esac ;;
  esac
  if [[ -n $kept ]]; then
    found+=(${{(f)"$(tui-reader completion zsh --kept $kept 2>/dev/null)"}})
  fi
  if [[ -z $found[(r)${{(b)PREFIX}}*] ]]; then
    _files
  else
    compadd -a found
  fi
}}
compdef _tui_reader tui-reader
"""


def script(shell: str, commands: Sequence[Command]) -> str:
    """The script for "bash", "zsh" or "fish"."""
    return _fish(commands) if shell == "fish" else _cases(_BASH if shell == "bash" else _ZSH, shell, commands)


def _cases(frame: str, shell: str, commands: Sequence[Command]) -> str:
    def found(words: Sequence[str]) -> str:
        return f"found='{' '.join(words)}'" if shell == "bash" else f"found=({' '.join(words)})"

    paths = "|".join(f"'{' '.join(command.words)}'" for command in commands if command.words)
    table = (
        f"        '{' '.join(command.words)}') {_kept(command)}"
        f"{found([*_next(command, commands), *_options(command)])} ;;"
        for command in commands
    )
    values = [f"    {name}) {found(words)} ;;" for name, words in _valued(commands).items()]
    values += (f"    {name}) kept={what} {found(())} ;;" for name, what in _KEPT_OF_OPTIONS.items())
    return frame.format(paths=paths, table="\n".join(table), values="\n".join(values))


def _kept(command: Command) -> str:
    what = _KEPT_OF_COMMANDS.get(command.words)
    return f"kept={what} " if what else ""


def _next(command: Command, commands: Sequence[Command]) -> list[str]:
    """The words that may follow those of a command."""
    depth = len(command.words)
    longer = (other.words for other in commands if len(other.words) > depth)
    actions = (words[depth] for words in longer if words[:depth] == command.words)
    return list(dict.fromkeys([*actions, *command.values]))


def _options(command: Command) -> list[str]:
    return [name for option in command.options for name in option.names]


def _choices(option: Option) -> Sequence[str]:
    return option.choices or next((_VALUES[name] for name in option.names if name in _VALUES), ())


def _valued(commands: Sequence[Command]) -> dict[str, Sequence[str]]:
    """The options with few values; an option of that name has the same in every command."""
    options = (option for command in commands for option in command.options)
    return {name: _choices(option) for option in options if _choices(option) for name in option.names}


def _fish(commands: Sequence[Command]) -> str:
    lines = ["# Completion of tui-reader for fish: tui-reader completion fish | source"]
    for command in commands:
        lines += _fish_lines(command, commands)
    return "\n".join(lines) + "\n"


def _fish_lines(command: Command, commands: Sequence[Command]) -> Iterator[str]:
    following = _next(command, commands)
    where = [f"__fish_seen_subcommand_from {word}" for word in command.words] or ["__fish_use_subcommand"]
    if following and command.words:
        where.append(f"not __fish_seen_subcommand_from {' '.join(following)}")
    begin = f"complete -c tui-reader -n '{'; and '.join(where)}'"
    for word in following:
        what = next((c.what for c in commands if c.words == (*command.words, word)), "")
        yield f"{begin} -a {word} -d {_quoted(what)}"
    if command.words in _KEPT_OF_COMMANDS:
        yield f"{begin} -f -a {_asked(_KEPT_OF_COMMANDS[command.words])}"
    for option in command.options:
        names = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
        takes = " -r" if option.value else ""
        values = f" -f -a {_quoted(' '.join(_choices(option)))}" if _choices(option) else ""
        kept = next((_KEPT_OF_OPTIONS[name] for name in option.names if name in _KEPT_OF_OPTIONS), None)
        if kept:
            values = f" -f -a {_asked(kept)}"
        yield f"{begin} {names}{takes}{values} -d {_quoted(option.what)}"


def _asked(kept: str) -> str:
    """What makes fish ask for it."""
    return f"'(tui-reader completion fish --kept {kept} 2>/dev/null)'"


def _quoted(text: str) -> str:
    """A word for fish, where only the quote and the backslash mean something inside quotes."""
    return "'" + re.sub(r"(['\\\\])", r"\\\1", text.replace("%%", "%")) + "'"
