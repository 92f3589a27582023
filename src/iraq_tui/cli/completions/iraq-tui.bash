# Completion of iraq-tui for bash 4 or newer.
# Put  eval "$(iraq-tui completion bash)"  in ~/.bashrc, or this file where bash-completion looks.

# >>> made by make completions
_iraq_tui_commands='explore check list show compare coverage summary export copy completion'
_iraq_tui_filters='actor: report: tag: place: verdict: head: between: since: until:'
_iraq_tui_verdicts='agree narrower overlap tolerance updated status framing parties differ self at-odds unjudged apart only'
_iraq_tui_value_of() {
  case $1 in
    -w | --where) value=':filter' ;;
    --reports) value=':folder' ;;
    --pair) value=':nothing' ;;
    --max-size) value=':nothing' ;;
    --at) value=':nothing' ;;
    --theme) value='textual-dark textual-light nord gruvbox catppuccin-mocha dracula tokyo-night monokai flexoki catppuccin-latte catppuccin-frappe catppuccin-macchiato solarized-light solarized-dark rose-pine rose-pine-moon rose-pine-dawn atom-one-dark atom-one-light ansi-dark ansi-light' ;;
    --config) value=':file' ;;
    --format) case $command in summary) value='text json markdown' ;; *) value='text json' ;; esac ;;
    --event) value=':nothing' ;;
    -o | --output) value=':file' ;;
    *) return 1 ;;
  esac
}
_iraq_tui_command_is() {
  case $1 in
    explore) options='-h --help --version -w --where --reports --pair --no-cache --max-size --at --theme --ascii --config' value=':store' ;;
    check) options='-h --help --reports --pair --no-cache --max-size --strict --format' value=':store' ;;
    list) options='-h --help --reports --pair --no-cache --max-size -w --where --format' value=':store' ;;
    show) options='-h --help --reports --pair --no-cache --max-size --format' value=':store' ;;
    compare) options='-h --help --reports --pair --no-cache --max-size -w --where --format' value=':store' ;;
    coverage) options='-h --help --reports --pair --no-cache --max-size --format' value=':store' ;;
    summary) options='-h --help --reports --pair --no-cache --max-size -w --where --format' value=':store' ;;
    export) options='-h --help --reports --pair --no-cache --max-size -w --where --event -o --output --force' value=':store' ;;
    copy) options='-h --help --force' value=':folder' ;;
    completion) options='-h --help' value='bash zsh fish' ;;
  esac
}
# <<< made by make completions

# Sets words: what was typed up to the cursor. Readline also breaks words at : and =; here they are
# whole again.
_iraq_tui_words() {
  local rest=${COMP_LINE:0:COMP_POINT} word i
  words=()
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((i == 0)) || [[ $rest == [[:space:]]* ]]; then
      rest=${rest#"${rest%%[![:space:]]*}"}
      words+=("")
    fi
    ((i < COMP_CWORD)) || word=$rest
    words[${#words[@]} - 1]+=$word
    rest=${rest#"$word"}
  done
}

# Sets command, store and words_given from the words before the cursor, and value where an option
# waits for one; as the program itself reads them.
_iraq_tui_read() {
  local word
  command='' store='' words_given=0 value=''
  for word in "$@"; do
    if [[ -n $value ]]; then
      value=''
    elif [[ $word == -* ]]; then
      _iraq_tui_value_of "$word" || value=''
    elif [[ -z $command && " $_iraq_tui_commands " == *" $word "* ]]; then
      command=$word
    else
      ((words_given += 1))
      if [[ $word == *[./]* ]]; then store=$word; else command=${command:-explore}; fi
    fi
  done
}

# Offers those words of $1 that begin with what stands at the cursor.
_iraq_tui_offer() {
  local word
  for word in $1; do
    [[ $word != "$current"* ]] || COMPREPLY+=("$word")
  done
}

# Offers files for which compgen is given options.
_iraq_tui_offer_files() {
  local found line
  found=$(compgen "$@" -- "$current")
  while IFS= read -r line; do
    if [[ -n $line && " ${COMPREPLY[*]} " != *" $line "* ]]; then
      COMPREPLY+=("$line")
      compopt -o filenames 2>/dev/null
    fi
  done <<<"$found"
}

# Completes the last term of a filter: its key, or the verdict after the key.
_iraq_tui_filter() {
  local before whole=$current i
  before=${whole%"${whole##*[[:space:]]}"}
  current=${whole:${#before}}
  if [[ $current == -* ]]; then before+=- current=${current:1}; fi
  case $current in
    verdict:* | head:*)
      before+=${current%"${current##*[:,]}"}
      current=${current##*[:,]}
      _iraq_tui_offer "$_iraq_tui_verdicts"
      ;;
    *)
      _iraq_tui_offer "$_iraq_tui_filters"
      compopt -o nospace 2>/dev/null
      ;;
  esac
  for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=$before${COMPREPLY[i]}; done
  current=$whole
}

_iraq_tui_complete() {
  case $value in
    :nothing) ;;
    :filter) _iraq_tui_filter ;;
    :folder) _iraq_tui_offer_files -d ;;
    :file) _iraq_tui_offer_files -f ;;
    :store)
      [[ -n $store ]] || _iraq_tui_offer_files -f -X '!*.toml'
      [[ -n $store ]] || _iraq_tui_offer_files -d
      ;;
    *) _iraq_tui_offer "$value" ;;
  esac
}

# Readline replaces only what follows the last : or = of an unquoted word.
_iraq_tui_cut() {
  local kept i
  kept=${current%"${current##*[$1]}"}
  for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=${COMPREPLY[i]#"$kept"}; done
}

_iraq_tui() {
  local IFS=$' \t\n' breaks=${COMP_WORDBREAKS//[!:=]/}
  local words current command store words_given value options
  COMPREPLY=()
  _iraq_tui_words
  current=${words[${#words[@]} - 1]}
  _iraq_tui_read "${words[@]:1:${#words[@]}-2}"
  if [[ -z $value && $current == --*=* ]] && _iraq_tui_value_of "${current%%=*}"; then
    current=${current#*=}
  elif [[ -z $value ]]; then
    _iraq_tui_command_is "${command:-explore}"
    if [[ $current == -* ]]; then
      value=$options
    elif [[ $value != :store ]] && ((words_given)); then
      value=:nothing
    elif [[ -z $command ]]; then
      _iraq_tui_offer "$_iraq_tui_commands"
    fi
  fi
  case $current in
    [\"\']*)
      current=${current:1}
      _iraq_tui_complete
      ;;
    *)
      _iraq_tui_complete
      [[ -z $breaks ]] || _iraq_tui_cut "$breaks"
      ;;
  esac
}

complete -F _iraq_tui iraq-tui
