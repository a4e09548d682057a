# shellcheck shell=bash
# Measures.

bench() {
    local jar cache_flag=
    use_jdk
    locked build_always bench >&2
    jar="$(printf '%s\n' "$root"/bench/target/bench-[0-9]*.jar | head -n 1)"
    if [[ -f "$aot_cache" ]]; then
        cache_flag="-XX:AOTCache=$aot_cache"
    fi
    exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC \
        -Dstoryforge.bench.flags="$server_flags ${STORYFORGE_JAVA_OPTS:-} $cache_flag" \
        -Dstoryforge.bench.class-path="$(class_path)" -cp "$(class_path):$jar" io.storyforge.bench.Bench "$@"
}
