import { StepError } from '../errors.ts';
import { siteOfError } from './site.ts';

const complaint = /gradient function not found for (\w+)/;

/** What TF.js says of an op that it cannot differentiate, with the place in the step; undefined for any other error. */
export function noGradientError(error: unknown): StepError | undefined {
  const kernel = error instanceof Error ? complaint.exec(error.message)?.[1] : undefined;
  if (kernel === undefined) return undefined;
  return new StepError(
    `the op ${kernel} has no gradient; differentiated at ${siteOfError(error as Error)}`,
    "write it with ops that have one (see 'Supported ops' in CONTRIBUTING.md), or keep it out of what is differentiated",
  );
}
