import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { messageOf } from '#core';
import { discoverClaims } from '#sources';

/** What one arm of a claim had compiled by the time of its first training step, at the smoke tier. */
export interface ArmCompilation {
  readonly claim: string;
  /** Absent when the claim itself could not be read. */
  readonly arm?: string;
  readonly replicas: number;
  /** Of each program: tracing, optimizing and compiling. */
  readonly milliseconds: readonly number[];
  readonly problem?: string;
}

const worker = fileURLToPath(new URL('./arm-worker.ts', import.meta.url));
const claims = fileURLToPath(new URL('../../claims', import.meta.url));
const seconds = 120;

/** Starts every arm of every empirical claim, each claim in a process of its own, and says what compiling took. */
export async function compileArms(threads: number, note: (text: string) => void): Promise<ArmCompilation[]> {
  const found: ArmCompilation[] = [];
  for (const { id, kind } of discoverClaims(claims)) {
    if (kind !== 'empirical') continue;
    note(`compiling the arms of ${id}\n`);
    found.push(...(await armsOf(id, threads)));
  }
  return found;
}

async function armsOf(claim: string, threads: number): Promise<ArmCompilation[]> {
  try {
    const args = [
      '--import',
      'tsx',
      '--conditions=claimcheck-source',
      worker,
      claims,
      claim,
      String(threads),
    ];
    const { stdout } = await execa(process.execPath, args, { timeout: seconds * 1000 });
    return stdout.split('\n').map((line) => JSON.parse(line) as ArmCompilation);
  } catch (error) {
    return [{ claim, replicas: 0, milliseconds: [], problem: messageOf(error).split('\n').at(-1)! }];
  }
}
