# Parts a line as bash does at COMP_WORDBREAKS, has it completed, and prints an answer a line.
# Arguments: the script of completion, the line, its words.
source "$1"
COMP_LINE=$2
COMP_POINT=${#COMP_LINE}
shift 2
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
function=$(complete -p icloud-mail)
function=${function##*-F }
"${function% *}"
printf '%s\n' "${COMPREPLY[@]}"
