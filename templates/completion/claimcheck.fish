# Completion of claimcheck for fish, as "claimcheck completion fish" prints it.
function __claimcheck_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($words[1] completion -- $words[2..-1] "$current" 2>/dev/null)
    # Names of files where there is nothing else.
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c claimcheck -f -a '(__claimcheck_complete)'
