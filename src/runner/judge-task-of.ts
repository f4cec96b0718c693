import { UserError } from '#core';
import { claimKeys } from './claim-fingerprint.ts';
import { dataParts } from './data-states.ts';
import type { ClaimEntry } from '#sources';
import { runsFileOf } from './load-claim.ts';
import type { JudgeSettings, JudgeTask } from './protocol.ts';
import { withReader, type ReadClaim } from './read-claims.ts';

/**
 * The task of judging a claim, with keys of its files as they are now.
 * @param root folder of claim files
 * @throws UserError when the claim cannot be read
 */
export async function judgeTaskOf(
  entry: ClaimEntry,
  root: string,
  settings: JudgeSettings,
): Promise<JudgeTask> {
  const [read] = (await withReader((reader) => reader.read([entry]))) as [ReadClaim];
  if ('error' in read) throw new UserError(read.error.message, read.error.hint);
  const runsFile = runsFileOf(read.facts, entry);
  const { code, data } = read.facts;
  const keyed = { file: entry.file, runsFile, code, data: dataParts(data?.[settings.tier]) };
  return { entry, runsFile, keys: await claimKeys(keyed, root, settings) };
}
