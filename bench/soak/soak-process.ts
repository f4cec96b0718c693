import { fileURLToPath } from 'node:url';
import { type Claim, judge } from '#claim';
import { canonicalJson, UserError, writeFileAtomic } from '#core';
import { resolveEngine } from '#engine';
import { discoverClaims } from '#sources';
import { cores } from '#runner';
import { growthOf } from './growth-of.ts';
import { processState, type ProcessState } from './process-state.ts';

/** Claims of most papers that train all kinds of models in seconds. */
const chosen = [
  'bn-regularization/generalization-bn',
  'frequency-principle/low-first',
  'normalized-sgd/equilibrium-networks',
  'periodic-bn-wd/recovery',
  'relu-support-vectors/init-large',
  'rl-overfitting/stickiness',
  'rnn-extrapolation/gd-converges',
  'sgd-effective-noise/replica-distance',
  'trajectory-regularity/skip',
];

/** Rounds in which modules are loaded and code is optimized: they count for no growth. */
const warmUp = 2;

const root = fileURLToPath(new URL('../..', import.meta.url));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Judges claims round after round in this process, on fresh seeds and with nothing kept, and looks at what it holds. */
async function soak(minutes: number): Promise<readonly ProcessState[]> {
  const entries = discoverClaims(`${root}/claims`).filter(({ id }) => chosen.includes(id));
  const claims = await Promise.all(
    entries.map(async ({ file }) => ((await import(file)) as { default: Claim }).default),
  );
  const { engine } = await resolveEngine('auto');
  const started = performance.now();
  const left = (): number => minutes - (performance.now() - started) / 60_000;
  const rounds: ProcessState[] = [];
  for (let round = 1; left() > 0 || rounds.length < 3; round++) {
    for (const claim of claims) {
      await judge(claim, { tier: 'smoke', seedBase: round, engine, threads: cores });
    }
    const state = processState();
    if (round > warmUp) rounds.push(state);
    const { megabytes, heapMegabytes, handles, codeMappings, threads } = state;
    print(
      `round ${round}: ${megabytes.toFixed(0)} MB, heap ${heapMegabytes.toFixed(0)} MB, ${handles} handles, ` +
        `${codeMappings} mappings of code, ${threads} threads; ${Math.max(0, left()).toFixed(0)} min left`,
    );
  }
  return rounds;
}

const minutes = Number(process.argv[2] ?? 60);
if (!(minutes >= 0))
  throw new UserError(`"${process.argv[2]}" is no number of minutes`, 'write for instance 60');
const rounds = await soak(minutes);
const growth = growthOf(rounds);
const result = { claims: chosen, minutes, rounds: rounds.length, node: process.version, growth };
writeFileAtomic(`${root}/reports/process-soak.json`, `${canonicalJson(result, 2)}\n`);
for (const [name, { first, last, grew }] of Object.entries(growth)) {
  print(
    `${name}: ${first.toFixed(1)} in the first third, ${last.toFixed(1)} in the last${grew ? ': IT GROWS' : ''}`,
  );
}
process.exitCode = Object.values(growth).some(({ grew }) => grew) ? 1 : 0;
