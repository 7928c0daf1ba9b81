# Completion of icloud-mail in fish. It reads the names of accounts in the configuration file, those of
# folders where the program noted them last, and starts no program of its own.

function __icloud_mail_accounts
    set -l config $HOME/.config
    string match -q '/*' -- "$XDG_CONFIG_HOME"; and set config $XDG_CONFIG_HOME
    set config $config/icloud-mail/config.toml
    test -n "$ICLOUD_MAIL_CONFIG"; and set config $ICLOUD_MAIL_CONFIG
    test -r $config; or return
    string replace -rf '^\s*\[\s*accounts\s*\.\s*["\']?([^\]"\']*[^\]"\'\s])["\']?\s*\].*' '$1' <$config
end

# those of the account on the line, or of all
function __icloud_mail_known
    set -l state $HOME/.local/state
    string match -q '/*' -- "$XDG_STATE_HOME"; and set state $XDG_STATE_HOME
    set -l account $ICLOUD_MAIL_ACCOUNT
    set -l words (commandline -opc)
    for i in (seq 2 (count $words))
        switch $words[$i]
            case -a --account
                test $i -lt (count $words); and set account $words[(math $i + 1)]
            case '--account=*'
                set account (string replace -- --account= '' $words[$i])
        end
    end
    for file in $state/icloud-mail/folders/*
        if test -z "$account"; or test (path basename -- $file) = (string replace -a / _ -- $account)
            string match -r '.+' <$file
        end
    end
end

function __icloud_mail_folders
    printf '%s\n' archive drafts inbox junk sent trash
    __icloud_mail_known
end

function __icloud_mail_query
    switch (commandline -ct | string unescape)
        case 'in:*' '*"in:*' "*'in:*"
            printf 'in:%s\n' any archive drafts inbox junk sent trash
            for name in (__icloud_mail_known)
                # a query has quotes of its own
                if string match -qr '[^\w/.-]' -- $name
                    printf 'in:"%s"\n' (string replace -ra '([\\\\"])' '\\\\$1' -- $name)
                else
                    printf 'in:%s\n' $name
                end
            end
        case '*'
            printf '%s\n' is:unread is:read is:flagged is:answered is:draft has:attachment
            printf '%s\n' since:today since:yesterday before:today before:yesterday on:today on:yesterday
            printf '%s\n' from: to: cc: subject: body: text: in: larger: smaller: not or
    end
end

# the command on the line; the values of options that all commands have are none
function __icloud_mail_command
    set -l words (commandline -opc)
    set -l value no
    for word in $words[2..-1]
        if test $value = yes
            set value no
            continue
        end
        switch $word
            case -a --account --config --color --trace --timeout
                set value yes
            case '-*'
            case '*'
                echo $word
                return
        end
    end
end

function __icloud_mail_no_command
    test -z "$(__icloud_mail_command)"
end

function __icloud_mail_runs
    test "$argv[1]" = "$(__icloud_mail_command)"
end

complete -c icloud-mail -e
complete -c icloud-mail -f
#options
