# shellcheck shell=bash
# Makes the archive that runs without Java: our own image of the JDK, the jars, the start-up cache and what an operator
# needs, in one folder.

# Found by name at run time, where jdeps sees nothing: the file system of jars, from which the pages are read.
provided_modules=jdk.zipfs
shipped_plugins=(handoff-dashboard handoff-governance handoff-strategy)

version() {
    sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml" | head -n 1
}

# The time that the build writes into everything, so that the same commit gives the same bytes.
build_time() {
    sed -n 's:.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*:\1:p' "$root/pom.xml"
}

platform() {
    case "$(uname -s)-$(uname -m)" in
        Linux-x86_64) printf 'linux-x64\n' ;;
        Linux-aarch64) printf 'linux-arm64\n' ;;
        *) return 1 ;;
    esac
}

archive_name() {
    printf 'storyforge-%s-%s\n' "$(version)" "$(platform)"
}

archive_file() {
    printf '%s/target/%s.tar.gz\n' "$root" "$(archive_name)"
}

# What the jars refer to. A missing optional library is none of ours, and the split packages that jdeps warns of come
# from giving it the same jars twice: as modules for those that are, and as class path for the rest.
modules_needed() {
    "$JAVA_HOME/bin/jdeps" --ignore-missing-deps --multi-release 25 --print-module-deps \
        --module-path "$target/lib" --class-path "$(class_path)" "$(server_jar)" "$target"/lib/*.jar | tail -n 1
}

# The line numbers of the JDK's classes stay in: they are worth more in a report than the few megabytes.
make_runtime() {
    local modules
    modules="$(modules_needed)" && [[ "$modules" == java.base* ]] &&
        "$JAVA_HOME/bin/jlink" --add-modules "$modules,$provided_modules" --no-header-files --no-man-pages \
            --output "$1"
}

# Loaded from the archive, the native library needs no folder for temporary files from which programs may run.
take_native_library() {
    local jar folder
    jar="$(printf '%s\n' "$target"/lib/sqlite-jdbc-*.jar | head -n 1)"
    folder="org/sqlite/native/Linux/$(uname -m)"
    (cd "$1" && "$JAVA_HOME/bin/jar" --extract --file "$jar" "$folder/libsqlitejdbc.so" &&
        mv "$folder/libsqlitejdbc.so" . && rm -r org)
}

copy_jars() {
    local stage="$1" plugin
    cp "$(server_jar)" "$target"/lib/*.jar "$stage/lib/" && mkdir "$stage/plugins" || return 1
    for plugin in "${shipped_plugins[@]}"; do
        mv "$stage/lib/$plugin"-[0-9]*.jar "$stage/plugins/" || return 1
    done
}

# The parts that the archive is made of, with their sums and licences (CycloneDX).
ensure_parts_list() {
    [[ -f "$target/bom.json" && "$target/bom.json" -nt "$root/runtime-server/pom.xml" ]] && return 0
    choose_maven && run_maven_quietly -Psbom -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -pl runtime-server -am package && [[ -f "$target/bom.json" ]]
}

fill_stage() {
    local stage="$1"
    mkdir -p "$stage/bin" "$stage/lib/native" && make_runtime "$stage/runtime" && copy_jars "$stage" &&
        take_native_library "$stage/lib/native" && cp "$root/dist/bin/storyforge" "$stage/bin/" &&
        cp -R "$root/dist/share" "$stage/share" && cp "$root/LICENSE" "$root/dist/README.txt" "$target/bom.json" "$stage/" &&
        version >"$stage/VERSION" && tr ' ' '\n' <<<"$server_flags" >"$stage/lib/java.options" &&
        chmod -R u=rwX,go=rX "$stage" && find "$stage" -exec touch -h -d "$(build_time)" {} +
}

# After this the jars keep their time stamps, to which the cache is bound.
train_stage() {
    train_cache "$1/lib/storyforge.aot" "$1/bin/storyforge" && chmod 644 "$1/lib/storyforge.aot" &&
        touch -d "$(build_time)" "$1/lib/storyforge.aot" "$1/lib"
}

pack() {
    local folder="$1" name="$2"
    tar --create --directory "$folder" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner \
        --mtime="$(build_time)" "$name" | gzip -n
}

make_archive() {
    local name work file
    name="$(archive_name)" && file="$(archive_file)" && work="$root/target/archive" || return 1
    rm -rf "$work" "$root"/target/storyforge-*.tar.gz* && mkdir -p "$work" && ensure_parts_list && fill_stage "$work/$name" && train_stage "$work/$name" &&
        pack "$work" "$name" >"$file.part" && mv "$file.part" "$file" &&
        (cd "${file%/*}" && sha256sum "${file##*/}" >"${file##*/}.sha256") && say "Made $file"
}

package_archive() {
    if platform >/dev/null; then
        make_archive || die "The archive could not be made; the message is above."
    else
        say "Built. The archive for servers is made on Linux only (x86_64 or aarch64)."
    fi
}

is_packaged() {
    local file
    file="$(archive_file)" && [[ -f "$file" && "$file" -nt "$build_stamp" ]] &&
        [[ -z "$(find "$root/dist" "$root/LICENSE" -newer "$file" | head -n 1)" ]]
}
