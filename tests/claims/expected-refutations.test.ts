import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type EmpiricalClaim, judge, type Measures, type Panel, parseEvidence, type TierSize } from '#claim';
import { discoverClaims } from '#sources';

const root = fileURLToPath(new URL('../..', import.meta.url));
const options = { tier: 'smoke', seedBase: 0, engine: 'cpu', threads: 1 } as const;

/** Next to no training, whatever a size calls it, and little to train on: the numbers are those of the start. */
const cuts = {
  steps: 20,
  epochs: 4,
  time: 1,
  networks: 4,
  trainSamples: 64,
  testSamples: 100,
  sequences: 8192,
};

type PerSeed = readonly Readonly<Record<string, Measures>>[];

const empirical = discoverClaims(join(root, 'claims')).filter(({ kind }) => kind === 'empirical');
const loaded = await Promise.all(
  empirical.map(async ({ file }) => ((await import(file)) as { default: EmpiricalClaim }).default),
);
const refuted = loaded.filter(({ expected }) => expected.smoke === 'refuted');

function published({ id }: EmpiricalClaim): PerSeed {
  const text = readFileSync(join(root, 'reports/smoke/evidence', `${id}.json`), 'utf8');
  return parseEvidence(JSON.parse(text))
    .perSeed.slice(0, 8)
    .map(({ arms }) => arms);
}

/** Measures of the same seeds after next to no training. */
async function untrained(claim: EmpiricalClaim): Promise<PerSeed> {
  const own = claim.tiers.smoke as TierSize & Record<string, number>;
  const cut = Object.fromEntries(Object.entries(cuts).filter(([field]) => field in own));
  const { perSeed } = await judge(
    { ...claim, tiers: { ...claim.tiers, smoke: { ...own, ...cut, seeds: 8 } } },
    options,
  );
  return perSeed.map(({ arms }) => arms);
}

/** What the claim says of these measures: `refuted`, `inconclusive: untested`. */
async function verdictOf(claim: EmpiricalClaim, seeds: PerSeed): Promise<string> {
  const measured = (arm: string) => () =>
    Promise.resolve(seeds.map((arms) => ({ series: {}, values: arms[arm]!, steps: 1 })));
  const { verdict, inconclusive } = await judge(
    {
      ...claim,
      tiers: { ...claim.tiers, smoke: { seeds: 8 } },
      arms: Object.fromEntries(Object.keys(claim.arms).map((arm) => [arm, measured(arm)])),
      measure: ({ values }) => values,
      curves: {},
      figures: {},
    },
    options,
  );
  return inconclusive ? `${verdict}: ${inconclusive}` : verdict;
}

/** The arms that panels read. */
function armsOf(panels: readonly Panel[], arms: Readonly<Record<string, Measures>>): string[] {
  const read = new Set<string>();
  const watched = new Proxy(arms, {
    get: (all, arm: string) => {
      read.add(arm);
      return all[arm];
    },
  });
  panels.forEach(({ of }) => of(watched));
  return [...read];
}

describe.each(refuted.map((claim) => [claim.id, claim] as const))('%s, expected refuted', (_, claim) => {
  const trained = published(claim);
  const compared = armsOf([claim.effect, ...(claim.also ?? [])], trained[0]!);
  const start = untrained(claim);

  it('is refuted by the measures that were published', async () => {
    expect(await verdictOf(claim, trained)).toBe('refuted');
  });

  it('is inconclusive where nothing was trained', async () => {
    expect(await verdictOf(claim, await start)).toMatch(/^inconclusive/);
  });

  it.each(compared)('is not refuted where %s alone was not trained', async (arm) => {
    const before = await start;
    const mixed = trained.map((arms, seed) => ({ ...arms, [arm]: before[seed]![arm]! }));
    expect(await verdictOf(claim, mixed)).not.toBe('refuted');
  });
});
