/** Completion for bash 4 and later: `terminal-preflight completion bash` prints it. */

import { type CompletedCommand, groupsOf, wordsAfter } from './model.ts'

export function bashScript(commands: readonly CompletedCommand[]): string {
  const groups = groupsOf(commands).map((group) => `    ${group}) words='${wordsAfter(commands, group).join(' ')}' ;;`)
  return `# bash: eval "$(terminal-preflight completion bash)", for example in ~/.bashrc
_terminal_preflight() {
  local current=\${COMP_WORDS[COMP_CWORD]} flag='' key=run flags='' taking='' words=''
  # bash takes an equals sign for a word of its own.
  if [[ $current == '=' ]]; then
    flag=\${COMP_WORDS[COMP_CWORD - 1]} current=''
  elif ((COMP_CWORD > 1)) && [[ \${COMP_WORDS[COMP_CWORD - 1]} == '=' ]]; then
    flag=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case "\${COMP_WORDS[1]-} \${COMP_WORDS[2]-}" in
${commands.map(keyLine).join('\n')}
  esac
  case $key in
${commands.map(flagLines).join('\n')}
  esac
  if [[ -z $flag && $COMP_CWORD -gt 1 && " $taking " == *" \${COMP_WORDS[COMP_CWORD - 1]} "* ]]; then
    flag=\${COMP_WORDS[COMP_CWORD - 1]}
  fi
  if [[ -n $flag ]]; then
    case "$key $flag" in
${commands.flatMap(choiceLines).join('\n')}
    esac
  elif [[ $current == -* ]]; then
    words=$flags
  elif ((COMP_CWORD == 1)); then
    words='${wordsAfter(commands, null).join(' ')}'
  elif ((COMP_CWORD == 2)); then
    case \${COMP_WORDS[1]} in
${groups.join('\n')}
    esac
  fi
  # Where there is nothing to say, bash itself completes the name of a file.
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o bashdefault -o default -F _terminal_preflight terminal-preflight terminal-preflight.exe
`
}

function keyLine({ name }: CompletedCommand): string {
  return `    '${name}'${name.includes(' ') ? '' : "' '*"}) key='${name}' ;;`
}

function flagLines({ name, flags, taking }: CompletedCommand): string {
  return `    '${name}')\n      flags='${flags.join(' ')}'\n      taking='${taking.join(' ')}' ;;`
}

function choiceLines({ name, choices }: CompletedCommand): string[] {
  return [...choices].map(([flag, words]) => `      '${name} ${flag}') words='${words.join(' ')}' ;;`)
}
