# shellcheck shell=bash
# Serving, and the commands about a data folder.

# The first argument holds several flags.
exec_java() {
    local flags="$1" cache=()
    shift
    if [[ -f "$aot_cache" ]]; then
        cache=("-XX:AOTCache=$aot_cache")
    fi
    # shellcheck disable=SC2086
    exec "$JAVA_HOME/bin/java" $flags ${cache[@]+"${cache[@]}"} -cp "$(class_path)" "$main_class" "$@"
}

serve() {
    use_jdk
    ensure_built
    exec_java "$server_flags ${STORYFORGE_JAVA_OPTS:-}" serve "$@"
}

up() {
    local port=8080 host=127.0.0.1 data="$root/data" sample=--sample more=()
    while [[ $# -gt 0 ]]; do
        case "$1" in
            --port)
                port="$(value_of "$@")"
                shift
                ;;
            --host)
                host="$(value_of "$@")"
                shift
                ;;
            --data)
                data="$(value_of "$@")"
                shift
                ;;
            --plugins | --watch-plugins | --config)
                more+=("$1" "$(value_of "$@")")
                shift
                ;;
            --no-sample) sample= ;;
            *) die "up does not know '$1'; ./storyforge help lists the options." ;;
        esac
        shift
    done
    serve --port "$port" --host "$host" --data "$data" ${sample:+"$sample"} --print-login ${more[@]+"${more[@]}"}
}

# Commands about a data folder mean the one of up unless told otherwise.
administer() {
    local argument data=(--data "$root/data")
    for argument in "$@"; do
        if [[ "$argument" == --data ]]; then
            data=()
        fi
    done
    use_jdk
    ensure_built
    exec_java "$command_flags" "$@" ${data[@]+"${data[@]}"}
}

# Commands about a server that runs somewhere, and about no data folder.
visit_server() {
    use_jdk
    ensure_built
    exec_java "$command_flags" "$@"
}

plugins() {
    use_jdk
    ensure_built
    exec_java "$command_flags" plugins "$@"
}
