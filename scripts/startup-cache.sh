# shellcheck shell=bash
# The flags of the server, and the ahead-of-time cache that a start reads its classes from.

# One small process for one team: the serial collector, a bounded heap and compact headers keep it under 200 MB at rest,
# and virtual threads need no deep platform stacks. SQLite is native code. The cache only makes the start faster, so a
# cache that fits no longer (another JDK, other flags) is passed over without a word.
memory_flags="-XX:+UseSerialGC -Xmx192m -Xss512k -XX:MaxMetaspaceSize=128m -XX:ReservedCodeCacheSize=64m -XX:+UseCompactObjectHeaders"
# The cache holds classes only: profiles of one short training make the compiler guess from too little, and cost both the
# start (15 % of its CPU) and the rate that is reached later (5 %).
training_flags="-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTReplayTraining"
server_flags="$memory_flags $training_flags --enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=error:stderr -Xlog:aot*=off:stderr -Xlog:cds*=off:stderr"
# A command lives for a moment: the second compiler would never pay back.
command_flags="$server_flags -XX:TieredStopAtLevel=1"

# The same text when training and when serving, or the cache does not fit: absolute and sorted.
class_path() {
    { server_jar && printf '%s\n' "$target"/lib/*.jar | LC_ALL=C sort; } | paste -sd : -
}

free_port() {
    local port
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$((20000 + RANDOM % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            printf '%s\n' "$port"
            return
        fi
    done
    return 1
}

wait_until_ready() {
    local pid="$1" output="$2"
    for _ in $(seq 300); do
        if grep -q '^StoryForge is ready' "$output"; then
            return
        fi
        kill -0 "$pid" 2>/dev/null || return 1
        sleep 0.2
    done
    return 1
}

# What a person's first minute asks for: what is used here is in the cache. Any answer will do.
visit() {
    local base="$1" token="$2" path
    has curl || return 0
    for path in / /login /observe/health/live /observe/health/ready /openapi /plugins /v2/me /v2/projects \
        /v2/oneliner/handoff-sources /v2/oneliner/runs /v2/oneliner/sessions; do
        curl -s -o /dev/null --max-time 10 -H "Authorization: Bearer $token" "$base$path" || true
    done
    curl -s -o /dev/null --max-time 10 -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
        -d '{"source_screen":"dashboard","source_action_key":"training","title":"training","plan_request":{"steps":["wait"]}}' \
        "$base/v2/oneliner/runs" || true
}

# The server of the checkout, as training starts it.
run_checkout() {
    # shellcheck disable=SC2086 # several flags
    exec "$JAVA_HOME/bin/java" $server_flags ${STORYFORGE_JAVA_OPTS:-} -cp "$(class_path)" "$main_class" "$@"
}

# The cache is written when the server stops, even when it stops because it could not start; that one is worth nothing.
train_cache() {
    local cache="$1" launcher="$2" folder port pid token ready=
    folder="$(mktemp -d)" && port="$(free_port)" && : >"$folder/output" || return 1
    rm -f "$cache"
    token="$("$launcher" token create --data "$folder/data" --user training 2>>"$folder/output")" || true
    STORYFORGE_JAVA_OPTS="-XX:AOTCacheOutput=$cache" \
        "$launcher" serve --port "$port" --host 127.0.0.1 --data "$folder/data" --sample >>"$folder/output" 2>&1 &
    pid=$!
    if wait_until_ready "$pid" "$folder/output"; then
        ready=yes
        visit "http://127.0.0.1:$port" "$token"
    fi
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" || true
    if [[ -z "$ready" || ! -f "$cache" ]]; then
        rm -f "$cache"
        grep -vE '^(Launching child|Picked up|Reading AOT|AOTCache|Removed temp|Temporary AOT)' "$folder/output" |
            tail -n 5 >&2 || true
    fi
    rm -rf "$folder"
    [[ -f "$cache" ]]
}

train() {
    server_jar >/dev/null && train_cache "$aot_cache" run_checkout
}

train_with_note() {
    train || say "The start-up cache could not be made: everything works, each start just takes longer."
    touch "$training_stamp"
}
