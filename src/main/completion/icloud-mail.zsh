#compdef icloud-mail
# Completion of icloud-mail in zsh. It reads the names of accounts in the configuration file, those of
# folders where the program noted them last, and starts no program of its own.

_icloud-mail_accounts() {
  local config=$XDG_CONFIG_HOME
  [[ $config == /* ]] || config=$HOME/.config
  config=${ICLOUD_MAIL_CONFIG:-$config/icloud-mail/config.toml}
  local -a accounts
  local line
  if [[ -r $config ]]; then
    for line in ${(f)"$(<$config)"}; do
      [[ $line =~ "^[[:blank:]]*\\[[[:blank:]]*accounts[[:blank:]]*\\.[[:blank:]]*[\"']?([^]\"']*[^]\"'[:blank:]])[\"']?[[:blank:]]*\\]" ]] &&
        accounts+=("$match[1]")
    done
  fi
  compadd "$@" -a accounts
}

# those of the account on the line, or of all, into the array known
_icloud-mail_known() {
  local state=$XDG_STATE_HOME
  [[ $state == /* ]] || state=$HOME/.local/state
  local file
  known=(any archive drafts inbox junk sent trash)
  for file in $state/icloud-mail/folders/*(N.); do
    [[ -z $account || ${file:t} == "${account//\//_}" ]] && known+=(${(f)"$(<$file)"})
  done
  known=(${(u)known})
}

_icloud-mail_folders() {
  local -a known
  _icloud-mail_known
  known=(${known:#any})
  compadd "$@" -a known
}

# a message that nothing is known here would hold up the options
_icloud-mail_none() {
  return 1
}

_icloud-mail_query() {
  local -a known shown
  local name word typed
  if [[ $PREFIX == in:* ]]; then
    _icloud-mail_known
    typed=${${(Q)${PREFIX#in:}}#\"}
    local -a fitting
    for name in $known; do
      [[ $name == "$typed"* ]] || continue
      # a query has quotes of its own
      word=$name
      [[ $name == *[^[:alnum:]/._-]* ]] && word=\"${${name//\\/\\\\}//\"/\\\"}\"
      fitting+=("in:$word")
      shown+=("$name")
    done
    # what is typed is no beginning of an answer, since its quotes need not be typed
    compadd "$@" -U -d shown -a fitting
  elif compset -P 'is:'; then
    compadd "$@" answered draft flagged read unread
  elif compset -P 'has:'; then
    compadd "$@" attachment
  elif compset -P '(since|before|on):'; then
    compadd "$@" today yesterday
  else
    compadd "$@" -S '' from: to: cc: subject: body: text: in: is: has: since: before: on: larger: smaller:
    compadd "$@" not or
  fi
}

_icloud-mail_destination() {
  _alternative 'folders:folder:_icloud-mail_folders' 'queries:query:_icloud-mail_query'
}

_icloud-mail() {
  local curcontext=$curcontext state state_descr line account=$ICLOUD_MAIL_ACCOUNT ret=1 i
  typeset -A opt_args
  local -a shared program commands
  shared=(
#shared
  )
  program=(
#program
  )
  commands=(
#commands
  )
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in
      -a | --account) ((i + 1 < CURRENT)) && account=${(Q)words[i + 1]} ;;
      --account=*) account=${(Q)words[i]#*=} ;;
    esac
  done
  _arguments -s -S -C : $shared $program '1:command:->command' '*::argument:->argument' && ret=0
  case $state in
    command) _describe -t commands command commands && ret=0 ;;
    argument)
      case $words[1] in
#arguments
      esac
      ;;
  esac
  return ret
}

# loaded by the name of its file it is the function itself; read by eval it is to be registered
if [[ $funcstack[1] == _icloud-mail ]]; then
  _icloud-mail "$@"
else
  compdef _icloud-mail icloud-mail
fi
