import { z } from 'zod';

const verdict = z.enum(['supported', 'refuted', 'inconclusive']);
const finite = z.number().nullable();

const claim = z.strictObject({
  id: z.string(),
  paper: z.string(),
  kind: z.enum(['empirical', 'invariant']),
  statement: z.string(),
  verdict,
  reason: z.string(),
  /** Of an inconclusive verdict with the kind. */
  expected: z.string(),
  seeds: z.int(),
  successes: z.int(),
  /** E+ and E-, at most 1e300. */
  evidenceFor: z.number(),
  evidenceAgainst: z.number(),
  /** The primary panel; null for an invariant. Numbers that are not finite are null. */
  effect: z
    .strictObject({
      estimate: finite,
      lower: finite,
      margin: z.union([z.number(), z.tuple([z.number(), z.number()])]),
      unit: z.string(),
    })
    .nullable(),
  control: z.strictObject({ verdict }),
  /** What it says with its replications, where some are published. */
  combined: z
    .strictObject({
      runs: z.int().min(2),
      machines: z.int().min(1),
      verdict,
      seeds: z.int(),
      successes: z.int(),
      evidenceFor: z.number(),
      evidenceAgainst: z.number(),
      effect: z.strictObject({ estimate: finite, lower: finite }).nullable(),
    })
    .optional(),
  wallSeconds: z.number(),
  steps: z.int(),
  /** The sources have changed since: the verdict is of the code before. */
  fidelity: z.enum(['exact', 'scaled', 'proxy', 'theorem']).nullable(),
  stale: z.boolean(),
});

/** `summary.json`: the verdicts of a folder of evidence. */
export const summarySchema = z.strictObject({
  schemaVersion: z.literal(1),
  tier: z.enum(['smoke', 'standard', 'real', 'paper']),
  /** `dev`: settings were being chosen, and nothing here is a verdict. */
  seedFamily: z.enum(['judge', 'dev']),
  engine: z.string(),
  seedBase: z.int().min(0),
  environment: z.record(z.string(), z.unknown()),
  suite: z.strictObject({
    supported: z.int(),
    refuted: z.int(),
    inconclusive: z.int(),
    /** The empirical claims that hold together at a false discovery rate of q (e-BH). */
    fdr: z.strictObject({
      q: z.number(),
      tested: z.int(),
      selected: z.array(z.string()),
      supportedOutside: z.array(z.string()),
      cutoff: finite,
    }),
  }),
  claims: z.array(claim),
  /** Claims that could not be judged, and why. */
  errors: z.array(z.strictObject({ id: z.string(), message: z.string() })),
});
