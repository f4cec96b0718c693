import { programRecord, scanRecord, tiers, UserError } from '#core';
import { z } from 'zod';
import { describeIssues } from './describe-issues.ts';
import { fidelities } from './protocol.ts';
import { readings } from './source.ts';
import { expectations, inconclusiveReasons, verdicts } from './types.ts';
import type { Evidence } from './evidence-types.ts';

/** A number as canonical JSON writes it: NaN and infinities as strings. */
export const number: z.ZodType<number> = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number),
  // Not yet written: zod's own number refuses these.
  z.custom<number>((value) => typeof value === 'number'),
]);

const count = z.int().min(0);
const exchange = z.record(z.string(), z.string());

const counts = {
  seeds: count,
  successes: count,
  log10EvidenceFor: number,
  log10EvidenceAgainst: number,
};

const decision = z.object({ verdict: z.enum(['supported', 'refuted', 'undecided']), ...counts });

const measured = { name: z.string(), values: z.array(number), held: count, estimate: number };
const panelFields = { ...measured, unit: z.string(), because: z.string(), lower: number };

const panel = z.discriminatedUnion('rule', [
  z.object({
    ...panelFields,
    rule: z.enum(['exceeds', 'staysBelow', 'staysWithin']),
    margin: number,
  }),
  z.object({ ...panelFields, rule: z.literal('between'), margin: z.tuple([number, number]) }),
]);

const control = decision.extend({ name: z.string(), exchange, panels: z.array(z.object(measured)) });

const curve = z.object({
  arm: z.string(),
  series: z.string(),
  label: z.string(),
  scale: z.enum(['linear', 'log']),
  lines: z.array(z.object({ seed: z.string(), x: z.array(number), y: z.array(number) })),
});

const axis = z.object({ label: z.string(), scale: z.enum(['linear', 'log']) });

const figure = z.object({
  name: z.string(),
  x: axis,
  y: axis,
  lines: z.array(
    z.object({
      name: z.string(),
      x: z.array(number),
      y: z.array(number),
      lower: z.array(number),
      upper: z.array(number),
    }),
  ),
});

const mutant = z.object({
  name: z.string(),
  cases: count,
  killed: count,
  killedShare: number,
  required: number,
});

/** Evidence as it is read back from JSON; fields that the runner added are left out. */
const evidenceSchema: z.ZodType<Evidence> = z.object({
  schemaVersion: z.literal(2),
  id: z.string(),
  paper: z.string(),
  kind: z.enum(['empirical', 'invariant']),
  revision: count,
  statement: z.string(),
  source: z.object({
    at: z.string(),
    reading: z.enum(readings).exactOptional(),
    version: z.string().exactOptional(),
    reported: z.string().exactOptional(),
    confirmedBy: z.string().exactOptional(),
    title: z.string(),
    url: z.string(),
  }),
  tier: z.enum(tiers),
  protocol: z
    .object({
      fidelity: z.enum(fidelities),
      generated: z.literal(true).exactOptional(),
      differences: z.array(z.string()),
    })
    .exactOptional(),
  seedFamily: z.enum(['judge', 'dev']),
  seedBase: count,
  sharedRuns: z.string().exactOptional(),
  verdict: z.enum(verdicts),
  inconclusive: z.enum(inconclusiveReasons).exactOptional(),
  reason: z.string(),
  expected: z.enum(expectations),
  finding: z.string().exactOptional(),
  ...counts,
  panels: z.array(panel),
  controls: z.array(control),
  requires: decision.extend({ panels: z.array(panel) }).exactOptional(),
  mutants: z.array(mutant),
  looks: z.array(decision),
  perSeed: z.array(z.object({ seed: z.string(), arms: z.record(z.string(), z.record(z.string(), number)) })),
  curves: z.array(curve),
  figures: z.array(figure).exactOptional(),
  generated: z.object({ seed: z.int(), runs: count }).exactOptional(),
  counterexample: z.object({ value: z.string(), seed: z.int(), path: z.string() }).exactOptional(),
  worstError: number.exactOptional(),
  size: z.record(z.string(), z.unknown()).exactOptional(),
  settings: z.record(z.string(), z.record(z.string(), z.unknown())).exactOptional(),
  trained: z.array(z.object({ arms: z.array(z.string()), scans: z.array(scanRecord) })).exactOptional(),
  programs: z.array(programRecord.extend({ arm: z.string(), seeds: count })).exactOptional(),
  steps: count,
});

/**
 * Evidence from parsed JSON, with its non-finite numbers restored.
 * @throws UserError naming the field that is not as `Evidence` says
 */
export function parseEvidence(json: unknown): Evidence {
  const parsed = evidenceSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const id = typeof json === 'object' && json !== null && 'id' in json ? ` of ${String(json.id)}` : '';
  throw new UserError(
    `evidence${id} cannot be read: ${describeIssues(parsed.error)[0]}`,
    'verify the claim again, or read it with the version of claimcheck that wrote it',
  );
}
