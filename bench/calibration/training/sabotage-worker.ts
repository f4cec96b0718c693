import { register } from 'node:module';
import { canonicalJson, messageOf, outcomeName } from '#core';
import type { TrainedOutcome } from './try-training-sabotage.ts';
import { type TrainingSabotage, trainingSabotages } from './training-sabotages.ts';

const [folder, id, sabotage] = process.argv.slice(2) as [string, string, TrainingSabotage];

// Before anything that trains is imported.
register('./sabotage-hook.mjs', { parentURL: import.meta.url, data: trainingSabotages[sabotage] });
const { judge } = await import('#claim');
const { loadClaim } = await import('#runner');
const { discoverClaims } = await import('#sources');

async function outcome(): Promise<Omit<TrainedOutcome, 'cpuSeconds'>> {
  const entry = discoverClaims(folder).find((one) => one.id === id)!;
  const claim = await loadClaim(entry);
  try {
    const evidence = await judge(claim, { tier: 'smoke', seedBase: 0, engine: 'cpu', threads: 1 });
    return { verdict: outcomeName(evidence), measures: evidence.perSeed.map(({ arms }) => arms) };
  } catch (error) {
    return { verdict: 'failed', measures: [], problem: messageOf(error).split('\n')[0]! };
  }
}

const found = await outcome();
const { user, system } = process.cpuUsage();
process.stdout.write(canonicalJson({ ...found, cpuSeconds: (user + system) / 1e6 }));
process.exit(0);
