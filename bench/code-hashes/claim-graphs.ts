import { register } from 'node:module';
import { messageOf, type RunContext, seedsOf } from '#core';
import type { StepSpecs } from '#engine';
import type { Graph } from '../../src/engine/graph/graph.ts';
import type { NamedGraph } from './named-graph.ts';
import { traced } from './traced-engine.ts';

// Before anything that trains is imported.
register('./traced-engine-hook.mjs', import.meta.url);
const { discoverClaims, loadClaim } = await import('#runner');
const { Interrupted } = await import('#train');

const replicas = 2;
/** An arm goes on through its trainings without being trained for so long. */
const milliseconds = 4000;

/** The programs that the arms of all claims have at the smoke tier; of long arms those of the first seconds. */
export async function claimGraphs(folder: string, note: (text: string) => void): Promise<NamedGraph[]> {
  const found: NamedGraph[] = [];
  for (const entry of discoverClaims(folder)) {
    if (entry.kind !== 'empirical') continue;
    const claim = await loadClaim(entry);
    if (claim.kind !== 'empirical') continue;
    const seeds = seedsOf({ id: claim.id, revision: claim.revision, family: 'dev', base: 0 }, 0, replicas);
    for (const [arm, train] of Object.entries(claim.arms)) {
      const graphs = await graphsOf((signal) => {
        const run: RunContext = { seeds, engine: 'cpu', threads: 1, signal };
        return train(run, claim.tiers.smoke);
      }, (problem) => note(`${claim.id} ${arm}: ${problem}\n`)); // prettier-ignore
      graphs.forEach((own, index) => found.push({ name: `${claim.id} ${arm} ${index}`, ...own }));
    }
    note(`${claim.id}: ${found.length}\n`);
  }
  return found;
}

async function graphsOf(
  start: (signal: AbortSignal) => Promise<unknown>,
  problem: (text: string) => void,
): Promise<{ graph: Graph; specs: StepSpecs }[]> {
  const found: { graph: Graph; specs: StepSpecs }[] = [];
  const listen = (message: unknown): unknown => found.push(message as (typeof found)[number]);
  traced.subscribe(listen);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), milliseconds);
  try {
    await start(abort.signal);
  } catch (error) {
    if (!(error instanceof Interrupted)) problem(messageOf(error).split('\n')[0]!);
  } finally {
    clearTimeout(timer);
    traced.unsubscribe(listen);
  }
  return found;
}
