# Completion of daybook for Bash. Save it as ~/.local/share/bash-completion/completions/daybook, or: source <(daybook completion bash)
_daybook() {
  local answer
  COMPREPLY=()
  # The line as it stands: Bash cuts words at = and :, and so does the answer. The program on the PATH, whatever was typed.
  answer=$(command daybook complete bash -- "${COMP_LINE:0:COMP_POINT}" 2> /dev/null < /dev/null) || return 0
  case ${answer%%$'\n'*} in
    files) compopt -o default ;;
    folders) compopt -o dirnames ;;
    words)
      [[ $answer = *$'\n'* ]] || return 0
      mapfile -t COMPREPLY <<< "${answer#*$'\n'}"
      # Words of an option that goes on have no blank after them.
      [[ ${#COMPREPLY[@]} -gt 1 || ${COMPREPLY[0]} != *, ]] || compopt -o nospace
      ;;
  esac
}
complete -o nosort -F _daybook daybook
