# shellcheck shell=sh
# The part of a deployment that runs on the host, sent there over ssh:
#   sh -s probe  FOLDER RELEASE
#   sh -s switch FOLDER RELEASE SUM KEEP HEALTH_URL WAIT SERVICE RESTART DATA BACKUPS
# Needs a POSIX shell, tar, gzip and sha256sum. Answers on standard output, in words that the other side understands;
# everything else goes to standard error. FOLDER/current is a link to the release that runs.
set -u

say() {
    printf '%s\n' "$*"
}

# The folder as the host sees it: ~ is the home of whoever logs in, auto is the usual place.
resolve() {
    case $1 in
        auto) if [ "$(id -u)" = 0 ]; then folder=/opt/storyforge; else folder=$HOME/storyforge; fi ;;
        '~'/*) folder=$HOME/${1#'~/'} ;;
        /*) folder=$1 ;;
        *) folder=$HOME/$1 ;;
    esac
}

# Where the data is: as told, relative to the folder, or where the release itself would look.
stored_folder() {
    case $stored in
        '') stored=${STORYFORGE_DATA:-$folder/data} ;;
        /*) ;;
        *) stored=$folder/$stored ;;
    esac
}

platform() {
    case "$(uname -s)-$(uname -m)" in
        Linux-x86_64) printf 'linux-x64\n' ;;
        Linux-aarch64) printf 'linux-arm64\n' ;;
        *) printf '%s-%s\n' "$(uname -s)" "$(uname -m)" ;;
    esac
}

current_release() {
    link=$(readlink "$folder/current" 2>/dev/null) || return 0
    printf '%s\n' "${link##*/}"
}

probe() {
    for tool in tar gzip sha256sum readlink; do
        command -v "$tool" >/dev/null 2>&1 || { say "unfit the host has no $tool"; return; }
    done
    if ! mkdir -p "$folder/releases" 2>/dev/null || [ ! -w "$folder/releases" ]; then
        say "unfit $folder cannot be written by $(id -un)"
        return
    fi
    say "folder $folder"
    say "platform $(platform)"
    say "free $(df -Pk "$folder" | awk 'NR == 2 { print $4 }')"
    say "current $(current_release)"
    [ ! -d "$folder/releases/$release" ] || say "have $release"
}

unpack() {
    [ ! -d "$folder/releases/$release" ] || return 0
    part=$folder/releases/.$release.part
    rm -rf "$part"
    mkdir "$part" || { say "unfit $part cannot be made"; return 1; }
    if [ "$(sha256sum <"$folder/releases/$release.tar.gz" | cut -d ' ' -f 1)" != "$sum" ]; then
        rm -rf "$part" "$folder/releases/$release.tar.gz"
        say "unfit the archive did not arrive whole"
        return 1
    fi
    if ! gzip -dc "$folder/releases/$release.tar.gz" | tar -xf - -C "$part"; then
        rm -rf "$part"
        say "unfit the archive cannot be unpacked"
        return 1
    fi
    mv "$part"/storyforge-* "$folder/releases/$release" && rmdir "$part" && rm -f "$folder/releases/$release.tar.gz"
}

# One rename: whoever looks sees the release before or this one, and nothing in between.
point_to() {
    ln -sfn "releases/$1" "$folder/.current.new" && { mv -fT "$folder/.current.new" "$folder/current" 2>/dev/null ||
        { rm -f "$folder/.current.new"; ln -sfn "releases/$1" "$folder/current"; }; }
}

unit_scope() {
    if [ "$(id -u)" = 0 ]; then printf '%s' --system; else printf '%s' --user; fi
}

install_unit() {
    command -v systemctl >/dev/null 2>&1 || { say "unfit the host has no systemd; pass --restart COMMAND"; return 1; }
    if [ "$(id -u)" = 0 ]; then
        unit=${STORYFORGE_UNITS:-/etc/systemd/system}/$service.service kind=storyforge.service
        data=/var/lib/storyforge
    else
        unit=${STORYFORGE_UNITS:-$HOME/.config/systemd/user}/$service.service kind=storyforge-user.service
        data=$folder/data
    fi
    [ ! -e "$unit" ] || return 0
    mkdir -p "${unit%/*}" || return 1
    if [ "$(id -u)" = 0 ]; then
        [ -e "$folder/data" ] || ln -s "$data" "$folder/data"
    else
        mkdir -p "$data"
    fi
    port=${health##*:}
    port=${port%%/*}
    case $port in
        '' | *[!0-9]*) port=8080 ;;
    esac
    sed "s|/opt/storyforge/|$folder/|; s|--port 8080|--port $port|" "$folder/releases/$release/share/systemd/$kind" >"$unit" || return 1
    systemctl "$(unit_scope)" daemon-reload >&2 && systemctl "$(unit_scope)" enable "$service" >&2
}

restart_service() {
    if [ -n "$restart" ]; then
        # In a session of its own when there is one, so that a server that it starts outlives this connection.
        (cd "$folder" && STORYFORGE_RELEASE=$folder/current sh -c "$restart") </dev/null >&2
    else
        systemctl "$(unit_scope)" restart "$service" </dev/null >&2
    fi
}

# A process of another release that still runs would answer in place of the new one.
old_process() {
    for link in /proc/[0-9]*/exe; do
        exe=$(readlink "$link" 2>/dev/null) || continue
        case $exe in
            "$folder/releases/$1"/*) ;;
            "$folder"/releases/*/runtime/bin/java) return 0 ;;
        esac
    done
    return 1
}

# Whether the release runs and takes requests.
healthy() {
    "$folder/releases/$1/bin/storyforge" health "$health" --wait "$wait" </dev/null >&2 || return 1
    if old_process "$1"; then
        say "note a process of another release still runs" >&2
        return 1
    fi
}

start_release() {
    point_to "$1" && restart_service && healthy "$1"
}

# A release that failed may have raised the schema before it did; the one before refuses such data.
refuses_data() {
    "$folder/releases/$1/bin/storyforge" check --data "$stored" 2>&1 </dev/null | grep -q 'newer StoryForge'
}

# What the failed release left is kept beside the data, as restore does. A server that refused may take a moment to end.
restore_with() {
    for _ in 1 2 3 4 5; do
        "$folder/releases/$1/bin/storyforge" restore "$saved" --data "$stored" </dev/null >&2 && return
        sleep 1
    done
    return 1
}

# Starts the release before again, on the data of the backup when it cannot read what it finds.
return_to() {
    restored=
    point_to "$1" && restart_service || return 1
    case $saved in
        /*)
            if refuses_data "$1"; then
                restore_with "$1" && restart_service || return 1
                restored=yes
            fi
            ;;
    esac
    healthy "$1"
}

# By the release that wrote the data, as long as it can; the new one may check for what only it knows.
backup_with() {
    for candidate in "$before" "$release"; do
        command=$folder/releases/$candidate/bin/storyforge
        [ -x "$command" ] || continue
        if "$command" help 2>/dev/null </dev/null | grep -q ' backup FILE '; then
            "$command" backup "$1" --data "$stored" </dev/null >&2
            return
        fi
    done
    say "no release here can make a backup" >&2
    return 1
}

# A release may change the schema, and no older one reads the data then. Sets saved to what the operator is told.
save_data() {
    saved=
    [ "$backups" != 0 ] || return 0
    if [ ! -e "$stored/storyforge.db" ]; then
        [ -z "$before" ] || saved="none, there is no data in $stored; say with --data where it is"
        return 0
    fi
    file=$folder/backups/before-$release-$(date -u +%Y%m%dT%H%M%SZ).db
    if ! (umask 077 && mkdir -p "$folder/backups") || ! backup_with "$file"; then
        say "unfit no backup was written to $folder/backups, so nothing was switched"
        return 1
    fi
    saved=$file
    # shellcheck disable=SC2012 # by time, and the names are ours
    ls -1t "$folder"/backups/before-*.db | tail -n "+$((backups + 1))" | while IFS= read -r old; do
        rm -f "$old"
    done
}

# Newest first; the one that runs and the one before are always kept.
remove_old() {
    kept=0
    # shellcheck disable=SC2012 # by time, and the names are ours
    ls -1t "$folder/releases" | while IFS= read -r name; do
        case $name in
            "$release" | "$before") continue ;;
        esac
        kept=$((kept + 1))
        [ "$kept" -le $((keep - 2)) ] || rm -rf "${folder:?}/releases/$name"
    done
}

switch() {
    before=$(current_release)
    unpack || return 0
    touch "$folder/releases/$release"
    if [ "$before" = "$release" ] && wait=0 && healthy "$release"; then
        say "unchanged"
        return
    fi
    wait=$patience
    save_data || return 0
    [ -n "$restart" ] || install_unit || return 0
    if start_release "$release"; then
        remove_old
        say "deployed $before"
    elif [ -z "$before" ] || [ "$before" = "$release" ]; then
        say "broken"
    elif return_to "$before"; then
        say "returned $before"
        [ -z "$restored" ] || say "restored $saved"
    else
        say "down $before"
    fi
    [ -z "$saved" ] || say "backup $saved"
}

locked() {
    if ! mkdir "$folder/.deploying" 2>/dev/null; then
        say "unfit another deployment is under way ($folder/.deploying is there)"
        return
    fi
    trap 'rmdir "$folder/.deploying"' EXIT
    trap 'exit 1' HUP INT TERM
    switch
}

action=$1
resolve "$2"
case $action in
    probe)
        release=$3
        probe
        ;;
    switch)
        release=$3 sum=$4 keep=$5 health=$6 patience=$7 service=$8
        shift 8
        restart=$1 stored=$2 backups=$3
        stored_folder
        locked
        ;;
esac
