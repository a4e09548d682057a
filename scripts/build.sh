# shellcheck shell=bash
# Builds what has changed, once at a time.

source_paths() {
    (cd "$root" && printf '%s\n' storyforge scripts pom.xml .mvn/jvm.config */pom.xml */src/main)
}

# Files only: Maven unpacks vendor/ into the sources, which touches the folder above it.
find_sources() {
    local paths=() path
    while IFS= read -r path; do
        [[ ! -e "$root/$path" ]] || paths+=("$path")
    done < <(source_paths)
    (cd "$root" && find "${paths[@]}" -path web-ui/src/main/web/vendor -prune -o -type f "$@" -print)
}

# A deleted or renamed file leaves nothing newer behind, so the list of files counts too.
source_list_sum() {
    find_sources | LC_ALL=C sort | cksum
}

server_jar() {
    local jar
    for jar in "$target"/runtime-server-[0-9]*.jar; do
        case "$jar" in
            *-tests.jar | *-sources.jar | *-javadoc.jar) ;;
            *)
                [[ -f "$jar" ]] || continue
                printf '%s\n' "$jar"
                return
                ;;
        esac
    done
    return 1
}

is_built() {
    server_jar >/dev/null && [[ -f "$build_stamp" && -d "$target/lib" ]] &&
        [[ "$(cat "$build_stamp")" == "$(source_list_sum)" ]] &&
        [[ -z "$(find_sources -newer "$build_stamp" | head -n 1)" ]]
}

# The cache is bound to the time stamps of the jars.
is_trained() {
    [[ -f "$training_stamp" ]] && [[ -z "$(find "$target"/*.jar "$target/lib" -newer "$training_stamp" | head -n 1)" ]]
}

# The stamp carries the time when the build began: what is edited meanwhile is newer.
begin_build() {
    mkdir -p "$target"
    rm -rf "$build_stamp" "${target:?}/lib"
    source_list_sum >"$build_stamp.begun"
}

end_build() {
    mv "$build_stamp.begun" "$build_stamp"
}

# Not mvn -q: it keeps the warnings to itself that fail the build.
run_maven_quietly() {
    local log="$target/storyforge.log"
    run_maven "$@" >"$log" 2>&1 || {
        grep -E '^\[(WARNING|ERROR)\] .' "$log" >&2 || cat "$log" >&2
        return 1
    }
}

# Run behind || and the like, where bash ignores set -e: hence the && chains here and below.
package_modules() {
    choose_maven && begin_build &&
        run_maven_quietly -T1C -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "$@" -am package && end_build
}

# Only one build at a time in a checkout; the lock is gone with the subshell, however it ends.
locked() {
    (
        if has flock; then
            flock 9
        fi
        "$@" 9<&-
    ) 9<"$root/pom.xml"
}

build_if_needed() {
    if ! is_built; then
        say "Building StoryForge; the first time takes some minutes."
        package_modules runtime-server || die "The build failed; Maven's message is above."
    fi
    is_trained || train_with_note
}

build_always() {
    package_modules "$@" || die "The build failed; Maven's message is above."
    is_trained || train_with_note
}

ensure_built() {
    if ! is_built || ! is_trained; then
        locked build_if_needed >&2
    fi
}

build_with_archive() {
    build_always runtime-server -Psbom
    package_archive
}

build() {
    use_jdk
    locked build_with_archive >&2
}
