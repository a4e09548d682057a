// Plugins as jars, compiled by the JDK that the server is built with.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = new URL('../../../', import.meta.url).pathname;
const LIBRARIES = join(ROOT, 'runtime-server/target/lib');

/** One class for all: what it is and does is in its jar. */
const SOURCE = `package sample;
import io.storyforge.runtime.spi.*;
import java.nio.charset.StandardCharsets;
public final class Source implements HandoffSource {
  private static String says(String name) {
    try (var in = Source.class.getResourceAsStream("/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
  @Override public SourceDescriptor descriptor() {
    return SourceDescriptor.forScreen(says("screen")).action("review", "检查选题").setting("region", false, false).build();
  }
  @Override public void start(StartContext context) {
    if (says("does").equals("fail-at-start")) throw new IllegalStateException("the radar is not connected");
  }
  @Override public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
    if (says("does").equals("fail")) throw new IllegalStateException("the radar sees nothing");
    return HandoffOutcome.drafted(draft -> draft.title("检查选题").step("看选题"));
  }
}
`;

/**
 * Writes a jar for each into the folder.
 *
 * @param {string} folder
 * @param {{id: string, api?: string, does?: string, ui?: Record<string, string>}[]} plugins `does`: `fail`, `fail-at-start`
 */
export function writeJars(folder, plugins) {
  const work = mkdtempSync(join(tmpdir(), 'storyforge-jars-'));
  const write = (file, text) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  try {
    mkdirSync(folder, { recursive: true });
    write(join(work, 'Source.java'), SOURCE);
    const spi = readdirSync(LIBRARIES).filter((name) => name.startsWith('runtime-core-')).map((name) => join(LIBRARIES, name)).join(':');
    tool('javac', '-proc:none', '-d', join(work, 'classes'), '-cp', spi, join(work, 'Source.java'));
    for (const { id, api = '0.1', does = '', ui = {} } of plugins) {
      const own = join(work, id);
      write(join(own, 'META-INF/services/io.storyforge.runtime.spi.HandoffSource'), 'sample.Source\n');
      write(join(own, 'screen'), id);
      write(join(own, 'does'), does);
      for (const [name, text] of Object.entries(ui)) write(join(own, 'META-INF/handoff/ui', name), text);
      write(join(work, `${id}.mf`), `Handoff-Plugin-Id: ${id}\nHandoff-Plugin-Name: Radar ${id}\nHandoff-Plugin-Version: 1.2.3\nHandoff-Api-Version: ${api}\n`);
      tool('jar', '--create', '--file', join(folder, `${id}.jar`), '--manifest', join(work, `${id}.mf`), '-C', own, '.', '-C', join(work, 'classes'), '.');
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const tool = (name, ...given) => execFileSync('bash', ['-c', '. "$0/scripts/say.sh"; . "$0/scripts/jdk.sh"; use_jdk; tool=$1; shift; "$JAVA_HOME/bin/$tool" "$@"', ROOT, name, ...given], { stdio: ['ignore', 'inherit', 'inherit'] });
