/** Completion for zsh: `terminal-preflight completion zsh` prints it. */

import { type CompletedCommand, groupsOf, wordsAfter } from './model.ts'

export function zshScript(commands: readonly CompletedCommand[]): string {
  const groups = groupsOf(commands).map((group) => `      ${group}) compadd -- ${wordsAfter(commands, group).join(' ')} ;;`)
  return `#compdef terminal-preflight
# zsh: eval "$(terminal-preflight completion zsh)" behind compinit, for example in ~/.zshrc
_terminal_preflight() {
  local current=$words[CURRENT] flag='' key=run
  local -a flags taking
  case "$words[2] $words[3]" in
${commands.map(keyLine).join('\n')}
  esac
  case $key in
${commands.map(flagLines).join('\n')}
  esac
  if [[ $current == --*=* ]]; then
    flag=\${current%%=*}
    compset -P '*='
  elif (( $taking[(Ie)$words[CURRENT-1]] )); then
    flag=$words[CURRENT-1]
  fi
  if [[ -n $flag ]]; then
    case "$key $flag" in
${commands.flatMap(choiceLines).join('\n')}
    esac
    _files
  elif [[ $current == -* ]]; then
    compadd -- $flags
  elif (( CURRENT == 2 )); then
    compadd -- ${wordsAfter(commands, null).join(' ')}
  elif (( CURRENT == 3 )); then
    case $words[2] in
${groups.join('\n')}
      *) _files ;;
    esac
  else
    _files
  fi
}
if [[ $funcstack[1] == _terminal_preflight ]]; then
  _terminal_preflight "$@"
else
  compdef _terminal_preflight terminal-preflight
fi
`
}

function keyLine({ name }: CompletedCommand): string {
  return `    '${name}'${name.includes(' ') ? '' : "' '*"}) key='${name}' ;;`
}

function flagLines({ name, flags, taking }: CompletedCommand): string {
  return `    '${name}')\n      flags=(${flags.join(' ')})\n      taking=(${taking.join(' ')}) ;;`
}

function choiceLines({ name, choices }: CompletedCommand): string[] {
  return [...choices].map(([flag, words]) => `      '${name} ${flag}') compadd -- ${words.join(' ')} ;;`)
}
