# Types a line into a zsh of its own, then the keys that complete it, and prints what the line is then.
# Arguments: a directory for fpath, or what is evaluated after compinit; the line; one (what a user
# gets by the tab key) or every (all answers in a row, without what they have in common before a colon).
zmodload zsh/zpty
answer=$(mktemp -u)
mkfifo -m 600 $answer
zpty inner zsh -f -i
[[ -d $1 ]] && zpty -w inner "fpath=(${(q)1} \$fpath)"
zpty -w inner 'autoload -Uz compinit && compinit -D -u'
[[ -d $1 ]] || zpty -w inner $1
zpty -w inner 'zstyle ":completion:every::::" completer _all_matches _complete'
zpty -w inner 'zstyle ":completion:every:*" insert true'
zpty -w inner 'zle -C every complete-word _generic; bindkey "^Xa" every'
zpty -w inner "tell() { print -r -- \"\$BUFFER.\" >$answer }; zle -N tell; bindkey '^Xt' tell"
[[ $3 == every ]] && keys=$'\x18a' || keys=$'\t'
zpty -w -n inner "$2$keys"$'\x18t'
IFS= read -r line <$answer
print -r -- "${line%.}"
rm $answer
zpty -d inner
