import { expect, it } from 'vitest';
import type { PanelEvidence } from '#claim';
import { medianBound } from '../../src/claim/panels.ts';
import { poolPanel } from '../../src/report/pool-panel.ts';
import { toyEvidence } from './toy-evidence.ts';

const [panel] = toyEvidence().panels as [PanelEvidence];
const values = [0.31, -0.14, 0.25, 0.2, NaN, 0.19, 0.21, 0.24, 0.3, 0.22, 0.18, 0.17];

it.each([
  { rule: 'exceeds', margin: 0.1 },
  { rule: 'staysBelow', margin: 0.3 },
  { rule: 'staysWithin', margin: 0.3 },
  { rule: 'between', margin: [0, 0.4] },
] as const)('bounds the median of all seeds as a single run does: $rule', (rule) => {
  const own = { ...panel, ...rule } as PanelEvidence;
  const halves = [values.slice(0, 5), values.slice(5)].map((half) => ({ ...own, values: half, held: 2 }));
  const pooled = poolPanel(halves);
  expect(pooled).toMatchObject({ values, held: 4, lower: medianBound(own, values) });
  expect(pooled.estimate).toBeGreaterThan(0.19);
});
