# shellcheck shell=bash
# Finds a JDK 25, also beside an older default.

is_jdk_25() {
    [[ -n "$1" && -x "$1/bin/java" && -x "$1/bin/javac" && -r "$1/release" ]] &&
        grep -Eq '^JAVA_VERSION="25([.+-]|")' "$1/release"
}

home_of_java_on_path() {
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

jdk_candidates() {
    printf '%s\n' "${JAVA_HOME:-}" "${JDK25_HOME:-}" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* \
        "${HOME:-}"/.jdks/* /opt/*
    if [[ -x /usr/libexec/java_home ]]; then
        /usr/libexec/java_home -v 25 2>/dev/null || true
    fi
    if has java; then
        home_of_java_on_path || true
    fi
}

find_jdk() {
    local candidate
    while IFS= read -r candidate; do
        if is_jdk_25 "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done < <(jdk_candidates)
    die "StoryForge needs JDK 25 and found none: install one (apt-get install temurin-25-jdk with the repository of" \
        "https://adoptium.net/installation/linux, or sdk install java 25-tem) and set JAVA_HOME to it."
}

use_jdk() {
    JAVA_HOME="$(find_jdk)"
    export JAVA_HOME
}
