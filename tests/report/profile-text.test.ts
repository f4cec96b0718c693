import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { summarizeProfile } from '#engine';
import type { KernelProfile } from '../../src/engine/profile/engine-profile.ts';
import { profileText } from '#report';

const ours = fileURLToPath(new URL('../../src/nn/conv.ts', import.meta.url));

const kernel = (changes: Partial<KernelProfile>): KernelProfile => ({
  ...{ label: 'BatchMatMul', kind: 'product', shape: '64x48 by 48x48', calls: 80, flops: 2e7 },
  ...{ bytesRead: 1e6, bytesWritten: 1e6, seconds: 0.001, site: 'apply (/a/b/model.ts:12:5)' },
  ...changes,
});

function shown(kernels: readonly KernelProfile[], rows = 20, color = false): string {
  const head = { basis: 'machine code', steps: 10, seconds: 0.004, threads: 1, together: 1 } as const;
  return profileText(summarizeProfile({ ...head, kernels }, 1e11), { color, rows });
}

describe('profileText', () => {
  it('has a line for each group, the dearest first, and what is outside of kernels', () => {
    const copy = kernel({ label: 'Reshape', kind: 'map', shape: '64', flops: 0, seconds: 0.0005 });
    expect(shown([copy, kernel({}), kernel({})])).toMatchInlineSnapshot(`
      "machine code, 10 steps, 3 kernels; peak of matrix products 100 GFLOP/s
      0.4 ms a step, 0.15 ms (37.5 %) outside of kernels
      kernels                    shape            share  ms/step  calls  us each  GFLOP/s  of peak  GB/s  at
      BatchMatMul (product) x 2  64x48 by 48x48  50.0 %      0.2     16     12.5       20   20.0 %     2  apply model.ts:12
      Reshape (map)              64              12.5 %     0.05      8     6.25                       4  apply model.ts:12"
    `);
  });

  it.each([
    ['apply (/a/b/model.ts:12:5), called from step (/a/b/setting.ts:3:1)', 'apply model.ts:12'],
    ['/a/b/model.ts:12:5', 'model.ts:12'],
    ['async Object.fold [as x] (file:///a/model.ts:12:5)', 'async Object.fold [as x] model.ts:12'],
    [`conv (${ours}:15:19), called from apply (/a/b/model.ts:12:5)`, 'apply model.ts:12'],
    [`run (${ours}:44:22), called from conv (${ours}:15:19)`, 'conv conv.ts:15'],
    ['Array.map (<anonymous>), called from /a/model.ts:9:1', 'model.ts:9'],
    ['an unknown place', 'an unknown place'],
  ])('%s is shown as %s', (site, place) => {
    expect(
      shown([kernel({ site })])
        .split('\n')
        .at(-1),
    ).toMatch(new RegExp(` {2}${escaped(place)}$`));
  });

  it('sums up what it does not show', () => {
    const kernels = ['a', 'b', 'c'].map((label, index) => kernel({ label, seconds: 0.001 / (index + 1) }));
    const text = shown(kernels, 1);
    expect(text).toContain('a (product)');
    expect(text).not.toContain('b (product)');
    expect(text).toMatch(/\nand 2 groups more: 20\.8 %, 0\.0833 ms$/);
  });

  it('says so when threads compute together, and has no table for a step without kernels', () => {
    const head = { basis: 'machine code', steps: 10, seconds: 0.004, threads: 1, together: 2 } as const;
    const text = profileText(summarizeProfile({ ...head, kernels: [] }, 1e11), { color: false, rows: 5 });
    expect(text).toContain('0 kernels; peak of matrix products 100 GFLOP/s a thread, 2 threads');
    expect(text.split('\n')).toHaveLength(2);
  });

  it('colors only where it may', () => {
    expect(shown([kernel({})])).not.toContain('\u001b');
    expect(shown([kernel({})], 20, true)).toContain('\u001b[1m');
  });
});

function escaped(text: string): string {
  return text.replace(/[.[\]()]/g, '\\$&');
}
