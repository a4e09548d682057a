# shellcheck shell=bash
# Commands for authors of plugins; sourced by ./storyforge, whose functions it uses.

plugin_modules=runtime-core,plugin-kit/testkit,plugin-kit/parent,plugin-kit/archetype
archetype_plugin=org.apache.maven.plugins:maven-archetype-plugin:3.4.1
java_words=" abstract assert boolean break byte case catch char class const continue default do double else enum extends
 final finally float for goto if implements import instanceof int interface long native new package private protected
 public return short static strictfp super switch synchronized this throw throws transient try void volatile while true
 false null "

plugin() {
    local command="${1:-}"
    [[ $# -eq 0 ]] || shift
    case "$command" in
        new) plugin_new "$@" ;;
        *) die "plugin does not know '$command'; use ./storyforge plugin new DIR --id ID [--ui] [--package P]." ;;
    esac
}

is_plugin_id() {
    [[ ${#1} -le 64 && "$1" =~ ^[a-z][a-z0-9]*(-[a-z0-9]+)*$ ]]
}

is_java_word() {
    [[ "$java_words" == *[[:space:]]"$1"[[:space:]]* ]]
}

is_package() {
    local part
    [[ "$1" =~ ^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$ ]] || return 1
    for part in ${1//./ }; do
        ! is_java_word "$part" || return 1
    done
}

# com.example.topicradar for topic-radar.
package_of() {
    local word="${1//-/}"
    if is_java_word "$word"; then
        word+=plugin
    fi
    printf 'com.example.%s\n' "$word"
}

# TopicRadar for topic-radar.
class_of() {
    local word name=
    for word in ${1//-/ }; do
        name+="${word^}"
    done
    printf '%s\n' "$name"
}

project_version() {
    sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml" | head -n 1
}

plugin_new() {
    local folder='' id='' ui=false package=''
    while [[ $# -gt 0 ]]; do
        case "$1" in
            --id)
                id="$(value_of "$@")"
                shift
                ;;
            --package)
                package="$(value_of "$@")"
                shift
                ;;
            --ui) ui=true ;;
            -*) die "plugin new does not know '$1'; ./storyforge help lists the options." ;;
            *)
                [[ -z "$folder" ]] || die "plugin new makes one folder, not both '$folder' and '$1'."
                folder="$1"
                ;;
        esac
        shift
    done
    [[ -n "$folder" ]] || die "plugin new needs the folder to make: ./storyforge plugin new DIR --id ID."
    [[ -n "$id" ]] || die "plugin new needs the plugin's id: ./storyforge plugin new $folder --id ID."
    is_plugin_id "$id" || die "'$id' cannot be a plugin's id: use at most 64 of a-z and 0-9, beginning with a letter," \
        "in words joined by '-', such as topic-radar."
    [[ -n "$package" ]] || package="$(package_of "$id")"
    is_package "$package" || die "'$package' cannot be a Java package: use words of a-z, 0-9 and _ joined by '.'."
    can_become_project "$folder" || die "'$folder' is there and not an empty folder; choose another."
    use_jdk
    locked install_for_authors >&2
    generate_plugin "$folder" "$id" "$package" "$ui"
    say "The plugin $id is in $folder; its README.md says how to go on: cd $folder && $(author_maven) verify"
}

can_become_project() {
    [[ ! -e "$1" ]] || [[ -d "$1" && -z "$(ls -A "$1")" ]]
}

install_for_authors() {
    choose_maven
    say "Installing the plugin kit into the local Maven repository."
    mkdir -p "$target"
    run_maven_quietly -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "$plugin_modules" -am install ||
        die "The plugin kit could not be built; Maven's message is above."
}

# What authors type: their project has its own wrapper where that works.
author_maven() {
    choose_maven
    if [[ "$maven" == mvn ]]; then
        printf 'mvn\n'
    else
        printf './mvnw\n'
    fi
}

# In a folder of its own: the archetype would add its project to the modules of a POM it finds around it.
generate_plugin() {
    local folder="$1" id="$2" package="$3" ui="$4" work
    choose_maven
    work="$(mktemp -d)"
    # shellcheck disable=SC2086 # both variables hold several arguments
    (cd "$work" && env -u MAVEN_ARGS "$maven" -B -ntp -q ${MAVEN_ARGS:-} ${STORYFORGE_MAVEN_ARGS:-} \
        "$archetype_plugin:generate" -DinteractiveMode=false -DarchetypeCatalog=internal \
        -DarchetypeGroupId=io.storyforge -DarchetypeArtifactId=plugin-archetype \
        "-DarchetypeVersion=$(project_version)" "-DgroupId=${package%.*}" "-DartifactId=$id" -Dversion=1.0.0 \
        "-Dpackage=$package" "-DclassName=$(class_of "$id")" "-Dui=$ui" "-Dmaven=$(author_maven)" \
        "-DoutputDirectory=$work") >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        rm -rf "$work"
        die "The project could not be made; Maven's message is above."
    }
    mkdir -p "$folder"
    cp -R "$work/$id/." "$folder/"
    rm -rf "$work"
    if [[ "$(author_maven)" != mvn ]]; then
        mkdir -p "$folder/.mvn/wrapper"
        cp "$root/mvnw" "$root/mvnw.cmd" "$folder/"
        cp "$root/.mvn/wrapper/maven-wrapper.properties" "$folder/.mvn/wrapper/"
    fi
}

# --- test -------------------------------------------------------------------------------------------------------------

# The example and the generated project have been built before: the host for their tests lies in their target folders.
run_screen_tests() {
    local generated="$root/plugin-kit/archetype/target/test-classes/projects/with-ui/project/trend-board"
    (cd "$root" && node --test plugin-kit/examples/topic-radar/src/test/js/screen.test.mjs \
        "$generated/src/test/js/screen.test.mjs")
}
