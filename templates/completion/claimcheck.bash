# Completion of claimcheck for bash, as "claimcheck completion bash" prints it.
_claimcheck() {
  local words current found
  read -ra words <<<"${COMP_LINE:0:COMP_POINT}"
  [[ "${COMP_LINE:0:COMP_POINT}" == *[[:space:]] ]] && words+=("")
  current="${words[${#words[@]} - 1]}"
  COMPREPLY=()
  while IFS=$'\t' read -r found _; do
    # To bash what stands after = is a word of its own.
    [[ "$current" == *=* && "$COMP_WORDBREAKS" == *=* ]] && found="${found#*=}"
    COMPREPLY+=("$found")
  done < <("${words[0]}" completion -- "${words[@]:1}" 2>/dev/null)
}
# Names of files where there is nothing else.
complete -o bashdefault -o default -F _claimcheck claimcheck
