import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { relative } from 'node:path';
import { UserError } from '#core';

/** Milliseconds between looks, and looks, at what an import left running: what it began may take a moment to end. */
const interval = 20;
const looks = 50;

/** Looks at what is left where that is loading alone: it ends by itself, late on a busy machine. */
const looksAtLoading = 1500;

/** Files that are read, and what this process asks of the thread that finds and translates modules: others load as well. */
const isLoading = (kind: string): boolean => kind.startsWith('FSReq') || kind === 'MessagePort';

export interface ImportWatch {
  /** Told before and after; the import waits until it is told. */
  readonly tell: (message: { type: 'importing'; file: string } | { type: 'imported' }) => Promise<void>;
}

/**
 * Imports a file and refuses what leaves something running: a timer or server would throw or work while other claims are
 * judged, and keep the process.
 * @throws UserError naming the file and what runs
 */
export async function watchImport<T>(
  file: string,
  load: () => Promise<T>,
  { tell }: ImportWatch,
): Promise<T> {
  const shown = relative(process.cwd(), file);
  const before = process.getActiveResourcesInfo();
  await tell({ type: 'importing', file: shown });
  const loaded = await load();
  // What was thrown beside the import arrives in the next turn, while the file is still to blame.
  await turn();
  let left = more(before, process.getActiveResourcesInfo());
  const mostLooks = (): number => (left.every(isLoading) ? looksAtLoading : looks);
  for (let look = 0; left.length > 0 && look < mostLooks(); look++) {
    await pause(interval);
    left = more(before, process.getActiveResourcesInfo());
  }
  await tell({ type: 'imported' });
  if (left.length === 0) return loaded;
  throw new UserError(
    `${shown} leaves something running when it is imported (${[...new Set(left)].join(', ')})`,
    'let the file only define; what runs belongs into arms, which end what they begin',
  );
}

/** The elements of `after` that are not in `before`, each as often as it is there more often. */
function more(before: readonly string[], after: readonly string[]): string[] {
  const known = [...before];
  return after.filter((kind) => {
    const at = known.indexOf(kind);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}
