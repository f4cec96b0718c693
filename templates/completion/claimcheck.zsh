#compdef claimcheck
# Completion of claimcheck for zsh, as "claimcheck completion zsh" prints it.
_claimcheck() {
  local -a found
  local line
  while IFS= read -r line; do
    found+=("${line/$'\t'/:}")
  done < <("${words[1]}" completion -- "${(@)words[2,CURRENT]}" 2>/dev/null)
  # Names of files where there is nothing else.
  if (( $#found )); then _describe claimcheck found; else _files; fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _claimcheck "$@"; else compdef _claimcheck claimcheck; fi
