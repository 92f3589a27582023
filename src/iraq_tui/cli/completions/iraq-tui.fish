# Completion of iraq-tui for fish 3.1 or newer.
# Put  iraq-tui completion fish | source  in ~/.config/fish/config.fish, or this file in
# ~/.config/fish/completions.

# Reads the words before the cursor as the program itself reads them: a store may stand before the
# command. Prints the command (- where none is named), the number of plain words, and the store.
function __iraq_tui_read
    set -l command -
    set -l given 0
    set -l store
    set -l skip
    for word in (commandline -opc)[2..-1]
        if set -q skip[1]
            set skip
        else if string match -q -- '-*' $word
            contains -- $word $__iraq_tui_with_value; and set skip 1
        else if test $command = -; and contains -- $word $__iraq_tui_commands
            set command $word
        else
            set given (math $given + 1)
            if string match -qr '[./]' -- $word
                set store $word
            else if test $command = -
                set command explore
            end
        end
    end
    printf '%s\n' $command $given $store
end

# Whether one of some commands is at hand.
function __iraq_tui_in
    set -l read (__iraq_tui_read)
    contains -- (string replace -r '^-$' explore -- $read[1]) $argv
end

# Whether a command may still be named.
function __iraq_tui_wants_command
    test (__iraq_tui_read)[1] = -
end

# Whether a store, or any plain word, is there already.
function __iraq_tui_has
    set -l read (__iraq_tui_read)
    switch $argv[1]
        case store
            set -q read[3]
        case word
            test $read[2] -gt 0
    end
end

function __iraq_tui_files
    complete -C "__iraq_tui_no_such_command "(commandline -ct | string replace -r '^--[a-z]+=' '')
end

function __iraq_tui_stores
    __iraq_tui_files | string match -r '.*(?:\\.toml|/)$'
end

function __iraq_tui_folders
    __iraq_tui_files | string match -r '.*/$'
end

# Completes the last term of a filter: its key, or the verdict after the key.
function __iraq_tui_filter
    set -l word (commandline -ct | string replace -r '^(--where=)?["\']?' '')
    set -l before (string match -r '^(?:.*\s)?-?(?:(?:verdict|head):(?:.*,)?)?' -- $word)
    if string match -qr ':' -- (string replace -r '^.*\s' '' -- $before)
        __iraq_tui_verdicts | string replace -r '^' -- $before
    else
        __iraq_tui_filters | string replace -r '^' -- $before
    end
end

complete -c iraq-tui -e
complete -c iraq-tui -f

# >>> made by make completions
set -g __iraq_tui_commands explore check list show compare coverage summary export copy completion
set -g __iraq_tui_with_value --at --config --event --format --max-size --output --pair --reports --theme --where -o -w
function __iraq_tui_filters
    printf '%s\t%s\n' actor: 'as actor:usa'
    printf '%s\t%s\n' report: 'as report:ru'
    printf '%s\t%s\n' tag: 'as tag:talks'
    printf '%s\t%s\n' place: 'as place:baghdad'
    printf '%s\t%s\n' verdict: 'as verdict:differ'
    printf '%s\t%s\n' head: 'as head:framing'
    printf '%s\t%s\n' between: 'as between:uk,ru:disagree'
    printf '%s\t%s\n' since: 'as since:2023-10'
    printf '%s\t%s\n' until: 'as until:2024'
end
function __iraq_tui_verdicts
    printf '%s\t%s\n' agree 'agree'
    printf '%s\t%s\n' narrower 'compatible, one says more'
    printf '%s\t%s\n' overlap 'compatible'
    printf '%s\t%s\n' tolerance 'within tolerance'
    printf '%s\t%s\n' updated 'updated'
    printf '%s\t%s\n' status 'status differs'
    printf '%s\t%s\n' framing 'framing'
    printf '%s\t%s\n' parties 'parties disagree'
    printf '%s\t%s\n' differ 'differ'
    printf '%s\t%s\n' self 'self-contradiction'
    printf '%s\t%s\n' at-odds 'at odds with its source'
    printf '%s\t%s\n' unjudged 'unjudged'
    printf '%s\t%s\n' apart 'apart'
    printf '%s\t%s\n' only 'one-sided'
end
complete -c iraq-tui -n __iraq_tui_wants_command -a explore -d 'Lay reports of one affair side by side, claim by claim'
complete -c iraq-tui -n __iraq_tui_wants_command -a check -d 'List every problem in a store, each with its file, line, reason and mend'
complete -c iraq-tui -n __iraq_tui_wants_command -a list -d 'List events in time order, each with its strongest verdict'
complete -c iraq-tui -n __iraq_tui_wants_command -a show -d 'Show all that any report says of an event: values, speakers, quotes, notes'
complete -c iraq-tui -n __iraq_tui_wants_command -a compare -d 'Set reports side by side, question by question, each verdict with its reason'
complete -c iraq-tui -n __iraq_tui_wants_command -a coverage -d 'Tell which lines of the reports\' texts no claim rests on'
complete -c iraq-tui -n __iraq_tui_wants_command -a summary -d 'Sum up report by report: what each alone says, and where it disagrees with others'
complete -c iraq-tui -n __iraq_tui_wants_command -a export -d 'Write events as Markdown, with verdicts, reasons and sources'
complete -c iraq-tui -n __iraq_tui_wants_command -a copy -d 'Copy the bundled chronicle and its JSON Schema to a folder, to start from'
complete -c iraq-tui -n __iraq_tui_wants_command -a completion -d 'Print what lets a shell complete iraq-tui\'s commands, options and files'
complete -c iraq-tui -n '__iraq_tui_in explore check list show compare coverage summary export; and not __iraq_tui_has store' -a '(__iraq_tui_stores)'
complete -c iraq-tui -n '__iraq_tui_in copy; and not __iraq_tui_has word' -a '(__iraq_tui_folders)'
complete -c iraq-tui -n '__iraq_tui_in completion; and not __iraq_tui_has word' -a 'bash zsh fish'
complete -c iraq-tui -n '__iraq_tui_in explore check list show compare coverage summary export copy completion' -s h -l help -d 'show this help message and exit'
complete -c iraq-tui -n '__iraq_tui_in explore' -l version -d 'show program\'s version number and exit'
complete -c iraq-tui -n '__iraq_tui_in explore list compare summary export' -s w -l where -x -a '(__iraq_tui_filter)' -d 'only these events; more than one: all must hold'
complete -c iraq-tui -n '__iraq_tui_in explore check list show compare coverage summary export' -l reports -x -a '(__iraq_tui_folders)' -d 'the folder of the reports\' texts'
complete -c iraq-tui -n '__iraq_tui_in explore check list show compare coverage summary export' -l pair -x -d 'the two reports to compare, left first'
complete -c iraq-tui -n '__iraq_tui_in explore check list show compare coverage summary export' -l no-cache -d 'read the store itself, however large, and keep nothing of it for the next time'
complete -c iraq-tui -n '__iraq_tui_in explore check list show compare coverage summary export' -l max-size -x -d 'the largest store that is read, in MiB (128 unless told)'
complete -c iraq-tui -n '__iraq_tui_in explore' -l at -x -d 'start at a date: 2023-10, "mid-Oct 2023"'
complete -c iraq-tui -n '__iraq_tui_in explore' -l theme -x -a 'textual-dark textual-light nord gruvbox catppuccin-mocha dracula tokyo-night monokai flexoki catppuccin-latte catppuccin-frappe catppuccin-macchiato solarized-light solarized-dark rose-pine rose-pine-moon rose-pine-dawn atom-one-dark atom-one-light ansi-dark ansi-light' -d 'colours: textual-dark, textual-light, …'
complete -c iraq-tui -n '__iraq_tui_in explore' -l ascii -d 'draw with ASCII characters only'
complete -c iraq-tui -n '__iraq_tui_in explore' -l config -r -F -d 'keys, theme and more; default $IRAQ_TUI_CONFIG or ~/.config/iraq-tui/config.toml'
complete -c iraq-tui -n '__iraq_tui_in check' -l strict -d 'let warnings fail, too'
complete -c iraq-tui -n '__iraq_tui_in check list show compare coverage' -l format -x -a 'text json' -d 'text (default) or json'
complete -c iraq-tui -n '__iraq_tui_in summary' -l format -x -a 'text json markdown' -d 'text (default), json or markdown'
complete -c iraq-tui -n '__iraq_tui_in export' -l event -x -d 'this event; repeatable'
complete -c iraq-tui -n '__iraq_tui_in export' -s o -l output -r -F -d 'write to a file, not to the screen'
complete -c iraq-tui -n '__iraq_tui_in export' -l force -d 'replace the file if it exists'
complete -c iraq-tui -n '__iraq_tui_in copy' -l force -d 'replace files that exist'
# <<< made by make completions
