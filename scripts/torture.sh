# shellcheck shell=bash
# Kills a server under load again and again, for as long as asked.

torture() {
    local minutes=5 seed=
    while [[ $# -gt 0 ]]; do
        case "$1" in
            --minutes)
                [[ "${2:-}" =~ ^[1-9][0-9]{0,3}$ ]] || die "--minutes needs a number from 1 to 9999."
                minutes="$2"
                ;;
            --seed)
                [[ "${2:-}" =~ ^[0-9]{1,18}$ ]] || die "--seed needs a number, such as a failure names."
                seed="$2"
                ;;
            *) die "torture does not know '$1'; ./storyforge help lists the options." ;;
        esac
        shift 2
    done
    use_jdk
    choose_maven
    run_maven -q -pl runtime-server -am test -Dtest=KilledServerIT -Dsurefire.failIfNoSpecifiedTests=false \
        "-Dstoryforge.torture.seconds=$((minutes * 60))" ${seed:+"-Dstoryforge.torture.seed=$seed"} ||
        die "The server broke a promise; the lines above say which, and under which seed."
    say "The server kept its promises for $minutes minute(s)."
}
