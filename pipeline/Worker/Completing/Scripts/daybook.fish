# Completion of daybook for fish. Save it as ~/.config/fish/completions/daybook.fish, or: daybook completion fish | source
function __daybook_answer
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    set -l typed (string unescape -- $current; or string replace -r '^["\']' '' -- $current)
    set -l answer (command daybook complete fish -- $words "$typed" 2>/dev/null </dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path $current
        case folders
            __fish_complete_directories $current ''
        case words
            set -e answer[1]
            printf '%s\n' $answer
    end
end
complete -c daybook -f -k -a '(__daybook_answer)'
