import type { EngineName } from '../types.ts';

/** What the first steps of a compiled program gave beside another engine's. */
export type CanaryOutcome =
  | {
      readonly outcome: 'held';
      /** What computed the same steps. */
      readonly beside: 'reference' | 'onnxruntime';
      readonly replicas: number;
      /** Steps, and named arrays of state and metrics after them, that were compared. */
      readonly steps: number;
      readonly outputs: number;
      /** Largest difference of an output, as a share of what rounding explains. */
      readonly share: number;
    }
  | { readonly outcome: 'skipped'; readonly reason: string };

/** The canary of one program; plain data. */
export type CanaryRecord = CanaryOutcome & {
  /** Content key of the recorded step, or its name where it could not be recorded. */
  readonly program: string;
  readonly engine: EngineName;
};
