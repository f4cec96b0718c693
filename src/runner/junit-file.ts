import { statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { UserError, writeFileAtomic } from '#core';
import { evidencePath, junitReport, overviewPath, picturePath, summaryPath } from '#report';
import { checkWritable } from './evidence-store.ts';
import type { VerifyResult } from './verify-result.ts';

/**
 * Finds out before any training whether the file of `--junit` can be written, and makes its folder.
 * @throws UserError when it cannot
 */
export function checkJunitFile(path: string, out: string): void {
  const hint = 'name a file that you may write, as in --junit junit.xml';
  if (/[\\/]$/.test(path) || isOtherThanFile(path))
    throw new UserError(`cannot write --junit ${path}: it is no file`, hint);
  const own = [summaryPath(out), picturePath(out), overviewPath(out)].map((file) => resolve(file));
  const below = ['evidence', 'badges'].map((folder) => `${resolve(out, folder)}${sep}`);
  if (own.includes(resolve(path)) || below.some((folder) => resolve(path).startsWith(folder))) {
    throw new UserError(`cannot write --junit ${path}: what the run itself writes stands there`, hint);
  }
  checkWritable([dirname(path)], hint);
}

/** Whether something stands there that is no file, such as a folder or a device: what is written takes its place. */
function isOtherThanFile(path: string): boolean {
  try {
    return !statSync(path).isFile();
  } catch {
    // It is not there, or below what is no folder, which is found when its folder is made.
    return false;
  }
}

/** Writes what came of a run as JUnit XML, also of one that was stopped. */
export function writeJunitFile(path: string, result: VerifyResult): void {
  const { rows, refused, failed, unfinished, without, out, own } = result;
  const report = junitReport({
    judged: rows.flatMap((row) => ('error' in row ? [] : [row])),
    errors: [
      ...refused.map((error) => ({ type: 'refused' as const, ...error })),
      ...failed.map((error) => ({ type: 'failed' as const, ...error })),
    ],
    skipped: [
      ...without.map((id) => ({ id, why: `the claim has no tier "${own.tier}"` })),
      ...unfinished.map((id) => ({ id, why: 'the run was stopped before it was decided' })),
    ],
    evidencePath: (id) => evidencePath(out, id),
  });
  writeFileAtomic(path, report);
}
