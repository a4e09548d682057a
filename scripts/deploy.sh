# shellcheck shell=bash
# Brings the archive to a host over ssh and switches to it; goes back by itself when the new release is not healthy.
# What runs on the host is dist/remote.sh. Ends with 0 deployed (or there already), 1 wrong use or no archive,
# 2 host not reached, 3 host not fit, 4 not healthy and returned to the release before, 5 not healthy and not returned.

deploy_usage() {
    cat <<'USAGE'
./storyforge deploy [USER@]HOST [--port SSH_PORT] [--dir DIR] [--archive FILE] [--identity FILE] [--ssh-config FILE]
    [--health URL] [--wait SECONDS] [--keep N] [--data DIR] [--backups N] [--service NAME | --restart COMMAND]

  --dir       where on the host: /opt/storyforge for root, otherwise storyforge in the home folder
  --health    the server's address as the host sees it: http://127.0.0.1:8080
  --wait      how long the server may take to become healthy: 60
  --keep      releases that stay on the host: 3
  --data      the server's data on the host, for the backup before the switch: data in --dir
  --backups   such backups that stay on the host, 0 makes none: 3
  --service   the systemd service, made when it is not there: storyforge
  --restart   restarts the server where there is no systemd; runs in DIR, where current/ is the release
USAGE
}

read_deployment() {
    declare -gA deployment=([dir]=auto [health]=http://127.0.0.1:8080 [wait]=60 [keep]=3 [backups]=3 [service]=storyforge)
    while [[ $# -gt 0 ]]; do
        case "$1" in
            --port | --dir | --archive | --identity | --ssh-config | --health | --wait | --keep | --data | --backups | \
                --service | --restart)
                deployment[${1#--}]="$(value_of "$@")" || exit 1
                shift
                ;;
            -*) die "deploy does not know '$1'; ./storyforge deploy --help lists the options." ;;
            *)
                [[ -z "${deployment[host]:-}" ]] || die "deploy takes one host, not also '$1'."
                deployment[host]="$1"
                ;;
        esac
        shift
    done
    [[ -n "${deployment[host]:-}" ]] || die "deploy needs a host: ./storyforge deploy USER@HOST"
    [[ "${deployment[wait]}" =~ ^[0-9]{1,4}$ ]] || die "--wait must be seconds from 0 to 9999."
    [[ "${deployment[keep]}" =~ ^([2-9]|[1-9][0-9])$ ]] || die "--keep must be from 2 to 99: the release and the one before."
    [[ "${deployment[backups]}" =~ ^(0|[1-9][0-9]?)$ ]] || die "--backups must be from 0 to 99."
    [[ "${deployment[service]}" =~ ^[A-Za-z0-9_.@-]+$ ]] || die "--service must be the name of a systemd service."
    [[ "${deployment[port]:-22}" =~ ^[0-9]{1,5}$ ]] || die "--port must be the port of the host's ssh."
}

# For a POSIX shell, which printf %q is not.
quoted() {
    local argument
    for argument in "$@"; do
        printf " '%s'" "${argument//\'/\'\\\'\'}"
    done
}

# One connection for all steps, so that a password is asked for once.
prepare_ssh() {
    ssh_folder="$(mktemp -d)"
    ssh_options=(-o ConnectTimeout=10 -o ServerAliveInterval=15 -o ControlMaster=auto -o ControlPersist=60
        -o "ControlPath=$ssh_folder/c")
    [[ -t 0 ]] || ssh_options+=(-o BatchMode=yes)
    [[ -z "${deployment[port]:-}" ]] || ssh_options+=(-p "${deployment[port]}")
    [[ -z "${deployment[identity]:-}" ]] || ssh_options+=(-i "${deployment[identity]}")
    [[ -z "${deployment[ssh-config]:-}" ]] || ssh_options+=(-F "${deployment[ssh-config]}")
    trap end_ssh EXIT
}

end_ssh() {
    ssh "${ssh_options[@]}" -O exit -- "${deployment[host]}" 2>/dev/null || true
    rm -rf "$ssh_folder"
}

on_host() {
    ssh "${ssh_options[@]}" -- "${deployment[host]}" "$@" 2>>"$ssh_folder/log"
}

run_remote() {
    on_host "sh -s --$(quoted "$@")" <"$root/dist/remote.sh"
}

# With the last line of what the host or ssh said, which is the reason.
give_up() {
    local code="$1" reason
    shift
    reason="$(grep -v '^Warning: Permanently added' "$ssh_folder/log" | tail -n 1 | tr -d '\r' || true)"
    say "$*${reason:+ ($reason)}"
    exit "$code"
}

word_of() {
    sed -n "s/^$1 *//p" <<<"$2" | tail -n 1
}

probe_host() {
    local answer platform need free
    answer="$(run_remote probe "${deployment[dir]}" "$1")" || give_up 2 "${deployment[host]} cannot be reached."
    [[ "$answer" != *unfit* ]] || give_up 3 "${deployment[host]}: $(word_of unfit "$answer")."
    platform="$(word_of platform "$answer")"
    [[ "${deployment[archive]}" == *"-$platform.tar.gz" ]] ||
        give_up 3 "${deployment[host]} is $platform, which ${deployment[archive]##*/} is not for."
    need=$(($(wc -c <"${deployment[archive]}") * 5 / 1024))
    free="$(word_of free "$answer")"
    [[ "$free" -ge "$need" ]] || give_up 3 "${deployment[host]} has $free KB free, the release needs $need KB."
    deployment[folder]="$(word_of folder "$answer")"
    deployment[have]="$(word_of have "$answer")"
}

upload() {
    local target
    target="$(quoted "${deployment[folder]}/releases/$1.tar.gz")"
    say "Uploading $1 to ${deployment[host]}"
    on_host "umask 022 && cat >$target.part && mv$target.part$target" <"${deployment[archive]}" ||
        give_up 2 "The upload to ${deployment[host]} broke off."
}

find_archive() {
    if [[ -z "${deployment[archive]:-}" ]]; then
        use_jdk
        if ! { is_built && is_trained && is_packaged; }; then
            locked build_with_archive >&2
        fi
        deployment[archive]="$(archive_file)"
    fi
    [[ -r "${deployment[archive]}" ]] || die "There is no archive ${deployment[archive]}."
    [[ "${deployment[archive]##*/}" =~ ^storyforge-[0-9A-Za-z.]+(-[0-9A-Za-z.]+)*-linux-(x64|arm64)\.tar\.gz$ ]] ||
        die "The archive must be named as it was built, storyforge-VERSION-linux-x64.tar.gz."
}

release_name() {
    local name="${deployment[archive]##*/storyforge-}"
    name="${name%-linux-*}"
    printf '%s-%s\n' "$name" "${1:0:12}"
}

deploy() {
    local sum release answer
    if [[ "${1:-}" == --help || "${1:-}" == -h ]]; then
        deploy_usage
        return
    fi
    has ssh || die "deploy needs ssh."
    [[ "${BASH_VERSINFO[0]}" -ge 5 ]] || die "deploy needs bash 5 or later."
    read_deployment "$@"
    find_archive
    prepare_ssh
    sum="$(sha256sum <"${deployment[archive]}" | cut -d ' ' -f 1)"
    release="$(release_name "$sum")"
    probe_host "$release"
    [[ -n "${deployment[have]}" ]] || upload "$release"
    answer="$(run_remote switch "${deployment[dir]}" "$release" "$sum" "${deployment[keep]}" "${deployment[health]}" \
        "${deployment[wait]}" "${deployment[service]}" "${deployment[restart]:-}" "${deployment[data]:-}" \
        "${deployment[backups]}")" ||
        give_up 2 "The connection to ${deployment[host]} broke off; deploy again to see where it stands."
    tell_outcome "$release" "$answer"
}

tell_outcome() {
    local release="$1" host="${deployment[host]}" saved restored
    saved="$(word_of backup "$2")"
    restored="$(word_of restored "$2")"
    [[ -z "$saved" ]] || say "Backup on $host: $saved"
    [[ -z "$restored" ]] || say "$release had changed the data so that the release before refuses it: the backup is in its place."
    case "$2" in
        unchanged*) say "$host runs $release already." ;;
        deployed*) say "$host runs $release now; before: $(word_of deployed "$2")." ;;
        returned*) give_up 4 "$release is not healthy; $host is back at $(word_of returned "$2")." ;;
        down*) give_up 5 "$release is not healthy, and neither is $(word_of down "$2") again: $host needs you." ;;
        broken*) give_up 5 "$release is not healthy, and $host has no release to return to." ;;
        *) give_up 3 "$host: $(word_of unfit "$2")." ;;
    esac
}
