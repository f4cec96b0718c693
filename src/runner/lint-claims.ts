import type { ClaimEntry } from '#sources';
import type { Failure } from './protocol.ts';
import { ClaimReader } from './read-claims.ts';

/** What is wrong with a claim, as far as that is found without training. */
export interface LintedClaim {
  readonly entry: ClaimEntry;
  /** A line each. */
  readonly problems: readonly string[];
  /** Whether its controls can be checked only by measures. */
  readonly needsMeasures: boolean;
}

/**
 * Looks at claims for what `verify` would refuse before it trains, one after the other, in processes of their own: a
 * file that cannot be read has its own problem, and the others are looked at.
 */
export async function* lintClaims(entries: readonly ClaimEntry[]): AsyncGenerator<LintedClaim> {
  const reader = new ClaimReader();
  try {
    for (const entry of entries) {
      const [answer] = await reader.each([{ type: 'lint', entry }]);
      const problems = answer!.type === 'failed' ? linesOf(answer!) : answer!.value;
      yield { entry, problems: problems ?? [], needsMeasures: problems === undefined };
    }
  } finally {
    reader.close();
  }
}

/** A definition is refused with a line for each problem, everything else with one problem and its hint. */
function linesOf({ message, hint }: Failure): string[] {
  return hint === undefined ? message.split('\n') : [`${message.replace(/\s*\n\s*/g, ' ')}; ${hint}`];
}
