/** The scripts call pycont itself, so that a new command needs no new script. */
const SCRIPTS: Record<string, string> = {
  bash: `_pycont() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(pycont complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _pycont pycont
`,
  zsh: `#compdef pycont
_pycont() {
  local -a found
  found=("\${(@f)$(pycont complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null | sed -e 's/:/\\\\:/g' -e 's/\\t/:/')}")
  if [[ -n "$found" ]]; then _describe pycont found; else _files; fi
}
compdef _pycont pycont
`,
  fish: `complete -c pycont -f -a '(pycont complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
complete -c pycont -l scenes -r -F
complete -c pycont -n '__fish_seen_subcommand_from lint new' -F
`,
};

export function completionScript(shell: string): string {
  return SCRIPTS[shell]!;
}
