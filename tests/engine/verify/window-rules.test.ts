import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  elements,
  geometryAttributes,
  positions,
  type WindowGeometry,
} from '../../../src/engine/graph/windows.ts';
import { violationOf } from '../../../src/engine/verify/index.ts'; // prettier-ignore

const axis = fc.record({
  size: fc.integer({ min: 1, max: 6 }),
  out: fc.integer({ min: 1, max: 5 }),
  filter: fc.integer({ min: 1, max: 3 }),
  stride: fc.integer({ min: 1, max: 3 }),
  dilation: fc.integer({ min: 1, max: 2 }),
  before: fc.integer({ min: 0, max: 2 }),
  after: fc.integer({ min: 0, max: 2 }),
});
type Axis = typeof axis extends fc.Arbitrary<infer T> ? T : never;

const geometryOf = (y: Axis, x: Axis): WindowGeometry => ({
  ...{ inHeight: y.size, inWidth: x.size, outHeight: y.out, outWidth: x.out },
  ...{ filterHeight: y.filter, filterWidth: x.filter, strideHeight: y.stride, strideWidth: x.stride },
  ...{ dilationHeight: y.dilation, dilationWidth: x.dilation },
  ...{ padTop: y.before, padLeft: x.before, padBottom: y.after, padRight: x.after },
});

/** Whether the last element of the last window is a pixel of the padded map. */
const fits = ({ size, out, filter, stride, dilation, before, after }: Axis): boolean =>
  (out - 1) * stride + (filter - 1) * dilation < before + size + after;

it('windows inside of the padded map are sound, and windows that reach outside are refused', () => {
  fc.assert(
    fc.property(axis, axis, (y, x) => {
      const g = geometryOf(y, x);
      const map = { shape: [1, g.inHeight, g.inWidth, 2], dtype: 'float32' } as const;
      const out = { shape: [1, g.outHeight, g.outWidth, 2], dtype: 'float32' } as const;
      const rows = { shape: [1, positions(g), elements(g), 2], dtype: 'float32' } as const;
      const filter = { shape: [g.filterHeight, g.filterWidth, 2, 2], dtype: 'float32' } as const;
      const attrs = geometryAttributes(g);
      const problems = [
        violationOf({ kernel: 'Windows', attrs, ...rows }, [map]),
        violationOf({ kernel: 'FoldWindows', attrs, ...map }, [rows]),
        violationOf({ kernel: 'MaxPool', attrs, ...out }, [map]),
        violationOf({ kernel: 'MaxPoolGrad', attrs, ...map }, [out, map]),
        violationOf({ kernel: 'AvgPool', attrs, ...out }, [map]),
        violationOf({ kernel: 'AvgPoolGrad', attrs, ...map }, [out]),
        violationOf({ kernel: 'Conv2D', attrs, ...out }, [map, filter]),
        violationOf({ kernel: 'Conv2DBackpropInput', attrs, ...map }, [out, filter]),
        violationOf({ kernel: 'Conv2DBackpropFilter', attrs, ...filter }, [map, out]),
      ];
      for (const problem of problems) {
        if (fits(y) && fits(x)) expect(problem).toBeUndefined();
        else expect(problem).toMatch(/^its windows reach \d+ pixels along a padded (height|width) of \d+$/);
      }
    }),
    { numRuns: 500 },
  );
});
