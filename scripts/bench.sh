# shellcheck shell=bash
# Measures.

# The pages are measured in Chromium, by what the browser tests use.
bench_pages() {
    install_missing --web-only || die "The pages cannot be measured without these."
    install_browser_driver >&2
    ensure_built
    exec node "$root/web-ui/bench/pages.mjs" "$@"
}

# JMH is the harness's alone; the server has none of it.
bench_class_path() {
    printf '%s:' "$root"/bench/target/lib/*.jar
    printf '%s\n' "$root"/bench/target/bench-[0-9]*.jar | head -n 1
}

bench() {
    local cache_flag=
    use_jdk
    if [[ "${1:-}" == --pages ]]; then
        shift
        bench_pages "$@"
    fi
    locked build_always bench >&2
    if [[ -f "$aot_cache" ]]; then
        cache_flag="-XX:AOTCache=$aot_cache"
    fi
    exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC \
        -Dstoryforge.bench.flags="$server_flags ${STORYFORGE_JAVA_OPTS:-} $cache_flag" \
        -Dstoryforge.bench.class-path="$(class_path)" -cp "$(class_path):$(bench_class_path)" \
        io.storyforge.bench.Bench "$@"
}
