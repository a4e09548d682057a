# shellcheck shell=bash
# What has to be true of every file of the repository, whatever it is. A rule prints its findings as file:line: sentence.

baseline_rules=(whitespace generated versions licence large executable paths secrets notes shell)
largest_file=400000

# Tracked files and those about to be; without git, what a checkout would have.
repository_files() {
    if git -C "$root" rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git -C "$root" ls-files -z --cached --others --exclude-standard
    else
        (cd "$root" && find . \( -name target -o -name node_modules -o -name vendor -o -name .git -o -name data \) -prune \
            -o -type f -print0 | sed -z 's|^\./||')
    fi
}

existing_files() {
    repository_files | (cd "$root" && while IFS= read -r -d '' file; do
        [[ ! -f "$file" ]] || printf '%s\0' "$file"
    done)
}

# The Maven wrapper is taken as it comes.
own_files() {
    grep -zvE '^(mvnw|mvnw\.cmd|\.mvn/wrapper/.*)$' <"$file_list"
}

# Lines of our text files that match, as file:line: sentence.
find_lines() {
    local pattern="$1" sentence="$2"
    shift 2
    own_files | (cd "$root" && xargs -0 -r grep -nHIE "$@" -e "$pattern" --) | cut -d : -f 1,2 | sed "s|\$|: $sentence|"
}

rule_whitespace() {
    find_lines '[[:blank:]]+$' 'ends with blanks'
    find_lines $'\r$' 'ends with a carriage return'
    find_lines '^(<{7}|>{7}|={7})( |$)' 'is a marker of a merge'
    own_files | (cd "$root" && xargs -0 -r grep -zLP '\n\z' -- | tr '\n' '\0' | xargs -0 -r grep -cHI '' --) |
        sed -n 's|:\([1-9][0-9]*\)$|:\1: has no line end|p'
}

rule_generated() {
    local file
    while IFS= read -r -d '' file; do
        case "/$file" in
            # What later builds are held against must not be built by them.
            /compat/*.jar) ;;
            */target/* | */node_modules/* | */src/main/web/vendor/* | *.class | *.jar | *.log | *.aot | *.db | *.db-wal | \
                *.db-shm | *.orig | *.rej | *.pyc | */.DS_Store | */.idea/* | *.iml)
                printf '%s:1: is made by a tool and belongs into .gitignore\n' "$file"
                ;;
        esac
    done <"$file_list"
}

# The version stands in the parent's POM. Maven makes each module name it once more, and the API document tells it.
rule_versions() {
    local stated file line
    stated="$(version)"
    [[ "$stated" =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || printf 'pom.xml:1: has no version such as 1.2.3\n'
    for file in "$root"/*/pom.xml; do
        line="$(awk '/<parent>/ { inside = 1 } inside && /<version>/ { print NR ":" $0; exit }' "$file")"
        [[ "$line" == *"<version>$stated</version>"* ]] ||
            printf '%s:%s: names another version than the parent, %s\n' "${file#"$root"/}" "${line%%:*}" "$stated"
        awk -v name="${file#"$root"/}" '/<\/parent>/ { after = 1 } /<dependencies>|<build>/ { exit }
            after && /<version>/ { print name ":" NR ": states a version of its own" }' "$file"
    done
    file=runtime-server/src/main/resources/openapi/openapi.json
    line="$(grep -n -m 1 '"version":' "$root/$file")"
    [[ "$line" == *"\"$stated\""* ]] || printf '%s:%s: names another version than pom.xml\n' "$file" "${line%%:*}"
}

# One licence for all, told in one place: no file has a header, so one with a header came from somewhere else.
rule_licence() {
    grep -q 'Apache License' "$root/LICENSE" 2>/dev/null || printf 'LICENSE:1: is not the Apache License\n'
    grep -q '<name>Apache-2.0</name>' "$root/pom.xml" || printf 'pom.xml:1: does not name Apache-2.0\n'
    grep -q 'no licence header' "$root/CONTRIBUTING.md" || printf 'CONTRIBUTING.md:1: does not say that files have no header\n'
    own_files | (cd "$root" && grep -zE '\.(java|js|mjs|css|html|sh|sql)$' |
        xargs -0 -r grep -nHIiE '(copyright|\(c\)) *(\(c\)|©)? *[0-9]{4}|[l]icensed under|[S]PDX-License-Identifier' --) |
        cut -d : -f 1,2 | sed 's|$|: names a licence of its own|'
}

rule_large() {
    (cd "$root" && xargs -0 -r stat -c '%s %n' -- <"$file_list") | while read -r size file; do
        [[ "$size" -le "$largest_file" ]] || printf '%s:1: has %d bytes, at most %d\n' "$file" "$size" "$largest_file"
    done
}

rule_executable() {
    local file first
    while IFS= read -r -d '' file; do
        IFS= read -r -n 2 first <"$root/$file" 2>/dev/null || true
        if [[ "$first" == '#!' && ! -x "$root/$file" ]]; then
            printf '%s:1: starts like a program and is not executable\n' "$file"
        elif [[ "$first" != '#!' && -x "$root/$file" ]]; then
            printf '%s:1: is executable and starts like no program\n' "$file"
        fi
    done < <(grep -zvE '\.(png|jpg|woff2|ico)$' <"$file_list")
}

# The brackets keep the patterns from finding themselves.
rule_paths() {
    find_lines '(^|[^A-Za-z0-9_.~}-])(/[h]ome/[a-z]|/[U]sers/[a-z]|/[w]ork/|/[t]mp/[a-z]+/|[C]:\\Users)' \
        'names a path of one machine'
}

rule_secrets() {
    find_lines '[-]----BEGIN [A-Z ]*PRIVATE KEY|(^|[^0-9A-Za-z_])s[f]l?_[0-9A-Za-z]{43}([^0-9A-Za-z]|$)|A[K]IA[0-9A-Z]{16}' \
        'looks like a secret'
}

rule_notes() {
    find_lines '(^|[^A-Za-z])(T[O]DO|F[I]XME|X[X]X)([^A-Za-z#(]|$)' 'is a note without the number of an issue'
}

# The part of the tests that installs what is missing installs shellcheck; elsewhere it may be absent.
rule_shell() {
    has shellcheck || return 0
    (cd "$root" && shellcheck --format=gcc -xa storyforge dist/bin/storyforge dist/remote.sh 2>&1) |
        sed -E 's/^([^:]+:[0-9]+):[0-9]+: [a-z]+:/\1:/'
}

build_copy() {
    local copy="$1"
    mkdir -p "$copy" && (cd "$root" && xargs -0 cp --parents -t "$copy" -- <"$file_list") &&
        root="$copy" target="$copy/runtime-server/target" && mkdir -p "$target" &&
        run_maven_quietly -Dmaven.test.skip=true -Dspotless.check.skip=true -pl runtime-server -am package &&
        (cd "$copy" && find . -path '*/target/*' -name '*.jar' -exec sha256sum {} + | LC_ALL=C sort -k 2)
}

# Builds the same files in two folders, one after the other; every jar must come out the same.
reproducible() {
    local work differing
    use_jdk
    choose_maven
    work="$(mktemp -d)" && file_list="$work/files" && existing_files >"$file_list" || return 1
    if ! (build_copy "$work/one") >"$work/one.sums" || ! (build_copy "$work/another") >"$work/another.sums"; then
        rm -rf "$work"
        die "A copy could not be built; Maven's message is above."
    fi
    differing="$(diff "$work/one.sums" "$work/another.sums" | sed -n 's|^> [0-9a-f]*  \./||p')"
    printf '%s jars built twice\n' "$(grep -c '' "$work/one.sums")"
    rm -rf "$work"
    [[ -z "$differing" ]] || die "Built twice, these differ:" "$differing"
}

baseline() {
    if [[ "${1:-}" == --reproducible ]]; then
        reproducible
        return
    fi
    local rule rules=("$@") findings="" found begun=$SECONDS
    [[ $# -gt 0 ]] || rules=("${baseline_rules[@]}")
    file_list="$(mktemp)"
    existing_files >"$file_list"
    for rule in "${rules[@]}"; do
        declare -F "rule_$rule" >/dev/null || die "baseline knows no rule '$rule', known: ${baseline_rules[*]}"
        found="$("rule_$rule" | sed "s|\$| [$rule]|")" || true
        [[ -z "$found" ]] || findings+="$found"$'\n'
    done
    rm -f "$file_list"
    if [[ -n "$findings" ]]; then
        printf '%s' "$findings"
        say "The baseline found $(grep -c '' <<<"${findings%$'\n'}") thing(s)."
        return 1
    fi
    printf 'Nothing to find in %s rules after %d s.\n' "${#rules[@]}" $((SECONDS - begun))
}
