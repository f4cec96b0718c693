import { describe, expect, it } from 'vitest';
import { kernelTracers } from '../../src/engine/trace/kernels/index.ts';
import { binaryCases } from './cases/binary.ts';
import { indexingCases } from './cases/indexing.ts';
import { linearCases } from './cases/linear.ts';
import { movementCases } from './cases/movement.ts';
import { parametricCases } from './cases/parametric.ts';
import { reductionCases } from './cases/reduction.ts';
import { replicaCases } from './cases/replica.ts';
import { unaryCases } from './cases/unary.ts';

describe('conformance cases', () => {
  it('exist for every kernel that steps are traced with, and for no other', () => {
    const covered = [
      ...unaryCases,
      ...parametricCases,
      ...binaryCases,
      ...movementCases,
      ...reductionCases,
      ...linearCases,
      ...replicaCases,
      ...indexingCases,
    ].map(({ kernel }) => kernel);
    expect(covered.toSorted()).toEqual(Object.keys(kernelTracers).toSorted());
  });
});
