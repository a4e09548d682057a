# shellcheck shell=bash
# Chooses a Maven that works here, and runs it.

# Without unzip the wrapper takes the .tar.gz, which the checksum of the .zip can never fit.
wrapper_works() {
    has unzip && (cd "$root" && ./mvnw --version) >/dev/null 2>&1
}

mvn_on_path_works() {
    local version
    has mvn || return 1
    version="$(mvn --version 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9.]*\).*$/\1/p' | head -n 1)"
    [[ -n "$version" && "$(printf '%s\n' 3.8.7 "$version" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" == 3.8.7 ]]
}

choose_maven() {
    [[ -z "${maven:-}" ]] || return 0
    if wrapper_works; then
        maven="$root/mvnw"
    elif mvn_on_path_works; then
        maven=mvn
        say "./mvnw cannot fetch Maven here; using $(command -v mvn) instead."
    else
        die "StoryForge needs Maven: let ./mvnw reach https://repo.maven.apache.org (it needs unzip, and curl or wget)," \
            "or install Maven 3.8.7 or later."
    fi
}

# Maven reads MAVEN_ARGS itself only from 3.9 on, so it is handed over as arguments to all.
run_maven() {
    # shellcheck disable=SC2086 # both variables hold several arguments
    (cd "$root" && env -u MAVEN_ARGS "$maven" -B -ntp ${MAVEN_ARGS:-} ${STORYFORGE_MAVEN_ARGS:-} "$@")
}
