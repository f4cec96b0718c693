import { expect, it } from 'vitest';
import { cpuBasis, standInEngine } from '#engine';

it('machine code stands back for ONNX Runtime, other engines for the processor, the reference for none', () => {
  const onnx = { engine: 'cpu', basis: 'ONNX Runtime', env: { CLAIMCHECK_NATIVE: '0' } };
  const reference = { engine: 'reference', env: {} };
  expect(standInEngine('cpu')).toEqual(cpuBasis() === 'machine code' ? onnx : reference);
  expect(standInEngine('webgpu')).toEqual({ engine: 'cpu', env: {} });
  expect(standInEngine('cuda')).toEqual({ engine: 'cpu', env: {} });
  expect(standInEngine('reference')).toBeUndefined();
});
