import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';

/** The variable by which programs that were started here, and all that they start, are found. */
export const tagName = 'CLAIMCHECK_COMMAND';

/**
 * Reads until its input ends, which it does when this process is gone, however that came about; then ends all process groups
 * that it was told of, whatever else carries the tag ($1) in its environment, and removes the scratch folder ($2).
 *
 * A shell, because it takes no time to start and nobody ends it along with `killall node`.
 */
const script = `
groups=' '
while read -r sign group; do
  case $sign in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -9 -- "-$group" 2>/dev/null; done
for turn in 1 2 3 4 5 6 7 8; do
  found=$(grep -ls "$1" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3)
  [ -n "$found" ] || break
  kill -9 $found 2>/dev/null
  sleep 0.1
done
rm -rf -- "$2"
`;

/** Sees to it that nothing is left of the programs that this process started, whatever ends it. */
export class ProcessWatcher {
  static #current: ProcessWatcher | undefined;

  /** Folder for what programs write; it is removed with this process. */
  readonly scratch = mkdtempSync(join(tmpdir(), 'claimcheck-command-'));
  readonly tag = randomUUID();
  readonly #shell: ChildProcess;

  private constructor() {
    // In a session of its own, so that what is sent to the terminal or the group does not end it.
    this.#shell = spawn('/bin/sh', ['-c', script, 'claimcheck-watcher', this.tag, this.scratch], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.#shell.on('error', () => undefined);
    this.#shell.stdin!.on('error', () => undefined);
    this.#shell.unref();
    (this.#shell.stdin as Socket).unref();
  }

  /** The watcher of this process; another when somebody ended it. */
  static get(): ProcessWatcher {
    const current = ProcessWatcher.#current;
    if (current?.alive) return current;
    return (ProcessWatcher.#current = new ProcessWatcher());
  }

  get alive(): boolean {
    return this.#shell.exitCode === null && this.#shell.signalCode === null;
  }

  begin(group: number): void {
    this.#shell.stdin!.write(`+ ${group}\n`);
  }

  end(group: number): void {
    this.#shell.stdin!.write(`- ${group}\n`);
  }
}
