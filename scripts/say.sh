# shellcheck shell=bash
# What every command needs: words for people, and values of options.

say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

value_of() {
    [[ $# -ge 2 && -n "$2" ]] || die "Option $1 needs a value; ./storyforge help lists the options."
    printf '%s\n' "$2"
}
