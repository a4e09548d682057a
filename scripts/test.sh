# shellcheck shell=bash
# Runs every test.

node_works() {
    local version
    has node && has npm || return 1
    version="$(node --version)"
    version="${version#v}"
    [[ "${version%%.*}" -ge 20 ]]
}

has_chromium() {
    has chromium || has chromium-browser || has google-chrome || has google-chrome-stable
}

has_chinese_font() {
    has fc-list && [[ -n "$(fc-list :lang=zh-cn family)" ]]
}

missing_packages() {
    has unzip || has mvn || printf 'unzip\n'
    has strace || printf 'strace\n'
    [[ -e /usr/lib/x86_64-linux-gnu/faketime || -e /usr/lib/aarch64-linux-gnu/faketime ]] || printf 'libfaketime\n'
    has mkfs.ext4 || [[ -x /usr/sbin/mkfs.ext4 ]] || printf 'e2fsprogs\n'
    [[ "$1" != --java-only ]] || return 0
    has shellcheck || printf 'shellcheck\n'
    has ssh && [[ -x /usr/sbin/sshd ]] || printf 'openssh-client\nopenssh-server\n'
    node_works || printf 'nodejs\nnpm\n'
    has_chromium || printf 'chromium\n'
    has_chinese_font || printf 'fontconfig\nfonts-noto-cjk\n'
}

# Services stay as they were: the ssh server of the tests is one of their own, and the package would start the system's.
apt_install() {
    local policy=/usr/sbin/policy-rc.d ours= code=0
    if [[ "$*" == *openssh-server* && ! -e "$policy" ]]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && ours=yes
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || code=$?
    [[ -z "$ours" ]] || rm -f "$policy"
    if [[ "$*" == *openssh-server* ]] && has systemctl; then
        systemctl disable --quiet ssh.service ssh.socket 2>/dev/null || true
    fi
    return "$code"
}

install_missing() {
    local packages
    packages="$(missing_packages "$1" | tr '\n' ' ')"
    [[ -n "$packages" ]] || return 0
    if [[ "$(id -u)" != 0 ]] || ! has apt-get; then
        say "The tests also need: $packages- install them, or run the tests as root where apt-get exists."
        return 1
    fi
    # shellcheck disable=SC2086 # several packages
    if ! { apt-get update -qq && apt_install $packages; }; then
        say "apt-get could not install: $packages"
        return 1
    fi
    if [[ "$1" != --java-only ]] && ! node_works; then
        say "The tests need Node.js 20 or later, which this system's packages do not have; see https://nodejs.org."
        return 1
    fi
}

verify_modules() {
    choose_maven && begin_build && run_maven --fail-at-end verify && end_build
}

archive_for_tests() {
    ensure_built && locked make_archive
}

train_for_tests() {
    train && touch "$training_stamp"
}

run_node_tests() {
    local folder="$1" files=()
    find_tests "$folder" '' || return
    (cd "$root" && node --test "${files[@]}")
}

# What the pages cost is measured while nothing else runs; the others mostly wait for a server or a browser.
run_browser_tests() {
    local files=() figures="$root/web-ui/test/e2e/figures.test.mjs"
    find_tests web-ui/test/e2e "$figures" || return
    (cd "$root" && node --test "$figures" && node --test --test-concurrency=2 "${files[@]}")
}

# Puts the tests of a folder into the caller's list, but for one file.
find_tests() {
    local folder="$1" but="$2" file
    while IFS= read -r file; do
        [[ "$file" == "$but" ]] || files+=("$file")
    done < <(find "$root/$folder" -name node_modules -prune -o \( -name '*.test.js' -o -name '*.test.mjs' \) -print | LC_ALL=C sort)
    [[ ${#files[@]} -gt 0 ]] || { say "There is no test in $folder."; return 1; }
}

install_browser_driver() {
    (cd "$root/web-ui" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund)
}

failed_parts=0

part() {
    local name="$1" begun=$SECONDS word=passed
    shift
    printf '\n== %s\n' "$name"
    if ! "$@"; then
        word=FAILED
        failed_parts=$((failed_parts + 1))
    fi
    printf '== %s: %s after %d s\n' "$name" "$word" $((SECONDS - begun))
}

run_tests() {
    local which="${1:-}"
    case "$which" in
        "" | --java-only | --web-only) ;;
        *) die "test does not know '$which'; ./storyforge help lists the options." ;;
    esac
    use_jdk
    part "what the tests need" install_missing "$which"
    part "repository baseline" baseline
    if [[ "$which" != --web-only ]]; then
        part "Java: unit, store, HTTP and crash tests" locked verify_modules
        part "start-up cache" locked train_for_tests
    fi
    if [[ -z "$which" ]]; then
        part "plugins: tests of their screens" run_screen_tests
    fi
    if [[ "$which" != --java-only ]]; then
        part "pages: server build" ensure_built
        part "pages: unit tests" run_node_tests web-ui/test/unit
        part "pages: browser driver" install_browser_driver
        part "pages: browser tests" run_browser_tests
    fi
    if [[ -z "$which" ]] && platform >/dev/null; then
        part "archive" archive_for_tests
        part "archive, deployment and baseline: tests" run_node_tests scripts/test
    fi
    [[ $failed_parts -eq 0 ]] || die "$failed_parts part(s) of the tests failed."
    printf '\nAll parts passed after %d s.\n' "$SECONDS"
}
