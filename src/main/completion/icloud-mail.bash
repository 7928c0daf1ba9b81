# shellcheck shell=bash
# Completion of icloud-mail in bash 3.2 or newer. It reads the names of accounts in the configuration
# file, those of folders where the program noted them last, and starts no program of its own.

_icloud_mail_accounts() {
  local config
  case ${XDG_CONFIG_HOME-} in
    /*) config=$XDG_CONFIG_HOME ;;
    *) config=$HOME/.config ;;
  esac
  sed -n 's/^[[:blank:]]*\[[[:blank:]]*accounts[[:blank:]]*\.[[:blank:]]*["'\'']\{0,1\}\([^]"'\'']*[^]"'\''[:blank:]]\)["'\'']\{0,1\}[[:blank:]]*\].*/\1/p' \
    "${ICLOUD_MAIL_CONFIG:-$config/icloud-mail/config.toml}" 2>/dev/null
}

# those of account $1, or of all
_icloud_mail_folders() {
  local state
  case ${XDG_STATE_HOME-} in
    /*) state=$XDG_STATE_HOME ;;
    *) state=$HOME/.local/state ;;
  esac
  if [ -n "$1" ]; then
    cat "$state/icloud-mail/folders/${1//\//_}" 2>/dev/null
  else
    cat "$state"/icloud-mail/folders/* 2>/dev/null | sort -u
  fi
}

# of a word as it stands on the line: its value, the quote that is open, the value before that
_icloud_mail_read() {
  local raw=$1 i c
  value='' quote='' before=''
  for ((i = 0; i < ${#raw}; i++)); do
    c=${raw:i:1}
    if [ "$c" = \\ ] && [ "$quote" != "'" ]; then
      i=$((i + 1))
      value+=${raw:i:1}
    elif [ -n "$quote" ] && [ "$c" = "$quote" ]; then
      quote=''
    elif [ -z "$quote" ] && { [ "$c" = "'" ] || [ "$c" = '"' ]; }; then
      quote=$c
      before=$value
    else
      value+=$c
    fi
  done
}

# $1 is an answer, $2 what ends it: a blank, or nothing where more is to come
_icloud_mail_add() {
  local text=$1 escaped='' special i c
  if [ -n "$quote" ]; then
    text=${text#"$before"}
    special='"\$`'
    [ "$quote" = "'" ] && special=''
  else
    special=$' \t\\"\'`$&|;<>(){}*?[]!#~'
  fi
  for ((i = 0; i < ${#text}; i++)); do
    c=${text:i:1}
    case $special in
      *"$c"*) escaped+=\\$c ;;
      *) escaped+=$c ;;
    esac
  done
  if [ -z "$quote" ]; then
    # readline takes what follows these for a word of its own
    case $COMP_WORDBREAKS in *:*) case $current in *:*) escaped=${escaped#"${current%"${current##*:}"}"} ;; esac ;; esac
    case $COMP_WORDBREAKS in *=*) case $current in *=*) escaped=${escaped#"${current%"${current##*=}"}"} ;; esac ;; esac
  fi
  # an open quote is closed by readline
  [ -n "$quote" ] || escaped+=$2
  COMPREPLY+=("$escaped")
}

# the words $2... that go on with what is typed, $1 being what stands before them in the same word
_icloud_mail_words() {
  local prefix=$1 word
  shift
  for word; do
    case $prefix$word in
      "$value"*:) _icloud_mail_add "$prefix$word" '' ;;
      "$value"*) _icloud_mail_add "$prefix$word" ' ' ;;
    esac
  done
}

_icloud_mail_lines() {
  local line
  while IFS= read -r line; do
    _icloud_mail_words "$1" "$line"
  done
}

_icloud_mail_files() {
  local file
  while IFS= read -r file; do
    COMPREPLY+=("$file")
  done < <(compgen -f -- "${value#"$1"}")
  # bash 3.2 cannot: files are completed without quotes there
  type compopt >/dev/null 2>&1 && compopt -o filenames +o nospace 2>/dev/null
}

# folders as a query names them: in quotes of its own where there is a blank
_icloud_mail_in() {
  local name typed=${value#in:} shown
  typed=${typed#\"}
  while IFS= read -r name; do
    case $name in
      "$typed"*)
        shown=$name
        case $name in
          *[![:alnum:]/._-]*)
            shown=${name//\\/\\\\}
            shown=\"${shown//\"/\\\"}\"
            ;;
        esac
        _icloud_mail_add "in:$shown" ' '
        ;;
    esac
  done
}

_icloud_mail_query() {
  case $value in
    in:*)
      _icloud_mail_in < <(printf '%s\n' any archive drafts inbox junk sent trash; _icloud_mail_folders "$account")
      ;;
    is:*) _icloud_mail_words is: answered draft flagged read unread ;;
    has:*) _icloud_mail_words has: attachment ;;
    since:* | before:* | on:*) _icloud_mail_words "${value%%:*}:" today yesterday ;;
    *) _icloud_mail_words '' from: to: cc: subject: body: text: in: is: has: since: before: on: larger: smaller: not or ;;
  esac
}

# what kind $1 of words, $2 being what stands before the value in the same word
_icloud_mail_value() {
  case $1 in
    words\ *)
      # shellcheck disable=SC2086
      set -- "$2" ${1#words }
      _icloud_mail_words "$@"
      ;;
    file) _icloud_mail_files "$2" ;;
    account) _icloud_mail_lines "$2" < <(_icloud_mail_accounts) ;;
    query) [ -n "$2" ] || _icloud_mail_query ;;
    folder)
      _icloud_mail_lines '' < <(printf '%s\n' archive drafts inbox junk sent trash; _icloud_mail_folders "$account")
      _icloud_mail_query
      ;;
    command)
      while IFS= read -r word; do
        COMPREPLY+=("$word ")
      done < <(compgen -c -- "$value")
      ;;
  esac
}

# of command $1: its options, and the kind of its operands
_icloud_mail_command() {
  options='' operands=none
  case $1 in
#commands
  esac
}

# of command $1: the kind of the value of option $2; empty where it takes none behind a blank
_icloud_mail_option() {
  kind=''
  case $1:$2 in
#options
  esac
}

_icloud_mail() {
  local rest=${COMP_LINE:0:COMP_POINT} words=() count=0 i token blanks
  local current value quote before command='' account=${ICLOUD_MAIL_ACCOUNT-} options operands kind word
  COMPREPLY=()
  # bash parts words at : and = as well
  for ((i = 0; i <= COMP_CWORD; i++)); do
    token=${COMP_WORDS[i]}
    blanks=${rest%%[![:blank:]]*}
    rest=${rest#"$blanks"}
    [ "$i" -eq "$COMP_CWORD" ] && token=$rest
    if [ "$i" -gt 0 ] && [ -z "$blanks" ]; then
      words[count - 1]+=$token
    else
      words[count]=$token
      count=$((count + 1))
    fi
    rest=${rest#"$token"}
  done
  current=${words[count - 1]}
  for ((i = 1; i < count - 1; i++)); do
    _icloud_mail_read "${words[i]}"
    case $value in
      --account=*) account=${value#*=} ;;
      --exec | --exec=*)
        [ "$command" = check ] && [ "$i" -lt $((count - 2)) ] && return 0
        ;;
    esac
    _icloud_mail_option "$command" "$value"
    if [ -n "$kind" ]; then
      [ "$i" -eq $((count - 2)) ] && break
      i=$((i + 1))
      [ "$kind" = account ] && _icloud_mail_read "${words[i]}" && account=$value
      kind=''
    elif [ -z "$command" ]; then
      _icloud_mail_command "$value"
      [ -n "$options" ] && command=$value
    fi
  done
  [ "$count" -gt 2 ] || kind=''
  _icloud_mail_read "$current"
  if [ -n "$kind" ]; then
    _icloud_mail_value "$kind" ''
    return 0
  fi
  _icloud_mail_command "$command"
  case $value in
    --*=*)
      _icloud_mail_option "$command" "${value%%=*}="
      [ -n "$kind" ] || _icloud_mail_option "$command" "${value%%=*}"
      _icloud_mail_value "$kind" "${value%%=*}="
      ;;
    -*)
      for word in $options; do
        case $word in
          "$value"*=) _icloud_mail_add "$word" '' ;;
          "$value"*) _icloud_mail_add "$word" ' ' ;;
        esac
      done
      ;;
    *) _icloud_mail_value "$operands" '' ;;
  esac
}

complete -o nospace -F _icloud_mail icloud-mail
