import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError, writeFileAtomic } from '#core';

const stateSchema = z.object({
  round: z.int().positive(),
  /** Ids of the job arrays, and of the job that waits for them. */
  arrays: z.array(z.string()),
  judge: z.string(),
  /** Keys of the units that the round was to train, each with the log of its task. */
  units: z.record(z.string(), z.string()),
  /** Results in the ledger when it began. */
  results: z.int().nonnegative(),
  /** Rounds before it, one after the other, that left nothing in the ledger. */
  fruitless: z.int().nonnegative(),
});

/** What was submitted last: by hand, or by the job that waited for what was submitted before. */
export type SlurmState = z.infer<typeof stateSchema>;

const pathIn = (folder: string): string => join(folder, 'state.json');

/**
 * What was submitted last from a folder; undefined where nothing was.
 * @throws UserError where it cannot be read: jobs of it may still wait for the files of their round
 */
export function readSlurmState(folder: string): SlurmState | undefined {
  if (!existsSync(pathIn(folder))) return undefined;
  try {
    return stateSchema.parse(JSON.parse(readFileSync(pathIn(folder), 'utf8')));
  } catch {
    throw new UserError(
      `${pathIn(folder)} is damaged: what was submitted from here is not known`,
      'see with squeue whether jobs of it wait or run; when none does, delete the file',
    );
  }
}

/** Keeps what was submitted, for the job that looks at what came of it. */
export function writeSlurmState(folder: string, state: SlurmState): void {
  writeFileAtomic(pathIn(folder), `${JSON.stringify(state, null, 2)}\n`);
}

/** Results that a ledger holds, those of single seeds among them. */
export function countResults(ledger: string): number {
  const results = join(ledger, 'results');
  if (!existsSync(results)) return 0;
  return readdirSync(results, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
    .length;
}
