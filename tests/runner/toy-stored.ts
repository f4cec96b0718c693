import type { Evidence } from '#claim';
import type { RunBlock, StoredEvidence } from '#report';
import { deriveEvidence } from '../../src/claim/derive-evidence.ts';
import { toyEvidence } from '../report/toy-evidence.ts';
import { toyRun } from '../report/toy-run.ts';

/**
 * Evidence as a run stores it: what it says of its decision follows from the numbers in it, and its run is of its settings.
 * What is said of the decision in `changes` is derived from the rest.
 */
export function toyStored(changes: Partial<Evidence> = {}, run: Partial<RunBlock> = {}): StoredEvidence {
  const told = toyEvidence(changes);
  const derived = Object.entries({ ...told, ...deriveEvidence(told) });
  const evidence = Object.fromEntries(derived.filter(([, value]) => value !== undefined)) as unknown;
  return { evidence: evidence as Evidence, run: toyRunOf(evidence as Evidence, run) };
}

function toyRunOf({ tier, seedFamily, seedBase }: Evidence, run: Partial<RunBlock>): RunBlock {
  const { environment = toyRun.environment } = run;
  const settings = { tier, 'seed family': seedFamily, 'seed base': String(seedBase) };
  return { ...toyRun, ...run, fingerprint: { ...settings, engine: environment.engine, ...run.fingerprint } };
}

/** Values of the toy's panel of which the first is no success: 12 seeds, 11 of them over the margin. */
export function elevenOfTwelve(): Pick<Evidence, 'panels' | 'controls' | 'perSeed'> {
  const { panels, controls } = toyEvidence();
  const values = [0.05, ...Array<number>(11).fill(0.2)];
  const low = values.map(() => 0.01);
  return {
    panels: panels.map((panel) => ({ ...panel, values })),
    controls: controls.map((one) => ({
      ...one,
      panels: one.panels.map((panel) => ({ ...panel, values: low })),
    })),
    perSeed: values.map((gain) => ({ seed: '', arms: { treatment: { gain } } })),
  };
}
