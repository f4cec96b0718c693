import { describe, expect, it } from 'vitest';
import { describeAdapter, isSoftware } from '../../../src/engine/webgpu/describe-adapter.ts';

const gpu = { vendor: 'nvidia', architecture: 'hopper', device: '0x2335', description: 'NVIDIA H200' };
const swiftshader = {
  vendor: 'google',
  architecture: 'swiftshader',
  device: '',
  description: 'SwiftShader driver',
};
const llvmpipe = {
  vendor: 'mesa',
  architecture: '',
  device: '',
  description: 'llvmpipe (LLVM 15.0.6, 256 bits)',
};

describe('an adapter', () => {
  it('is called what it is', () => {
    expect(describeAdapter(gpu)).toBe('GPU nvidia, hopper, 0x2335, NVIDIA H200');
    expect(describeAdapter(swiftshader)).toBe('software adapter google, swiftshader, SwiftShader driver');
    expect(describeAdapter({ vendor: '', architecture: '', device: '', description: '' })).toBe(
      'GPU without a name',
    );
  });

  it.each([swiftshader, llvmpipe, { ...gpu, isFallbackAdapter: true }])('is no GPU: %o', (info) => {
    expect(isSoftware(info)).toBe(true);
    expect(isSoftware(gpu)).toBe(false);
  });
});
