import { UserError } from '#core';
import { batchNormMlp } from './batch-norm-mlp.ts';
import { convnets } from './convnet.ts';
import { linearRnn } from './linear-rnn.ts';
import { mlp } from './mlp.ts';
import { optimizerCases } from './optimizers.ts';
import { transformer } from './transformer.ts';
import type { BenchCase } from './types.ts';

export type { BenchCase, BenchDevice, Floor, TorchWay, Training } from './types.ts';

export const cases: readonly BenchCase[] = [
  mlp,
  batchNormMlp,
  ...convnets,
  linearRnn,
  transformer,
  ...optimizerCases,
];

/**
 * The case of a name.
 * @throws UserError listing the names when there is none
 */
export function caseNamed(name: string): BenchCase {
  const found = cases.find((one) => one.name === name);
  if (found) return found;
  throw new UserError(`no case '${name}'`, `choose from ${cases.map((one) => one.name).join(', ')}`);
}
