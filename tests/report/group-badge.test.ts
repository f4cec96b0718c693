import { expect, it } from 'vitest';
import { groupBadge, groupEndpoint } from '#report';
import { toyEvidence } from './toy-evidence.ts';

const supported = { evidence: toyEvidence(), stale: false };
const finding = {
  evidence: toyEvidence({ verdict: 'refuted', expected: 'refuted', finding: 'No.' }),
  stale: false,
};
const unexpected = { evidence: toyEvidence({ verdict: 'refuted' }), stale: false };
const group = { label: 'toy-paper', tier: 'smoke', failed: 0 } as const;

it('counts what was expected, findings, and what was not', () => {
  expect(groupEndpoint({ ...group, claims: [supported, supported, finding] })).toEqual({
    ...{
      schemaVersion: 1,
      label: 'toy-paper',
      message: '2 supported, 1 finding · smoke',
      color: 'brightgreen',
    },
  });
  expect(groupEndpoint({ ...group, claims: [supported, finding, unexpected], failed: 1 })).toMatchObject({
    ...{ message: '1 supported, 1 finding, 1 not as expected, 1 not judged · smoke', color: 'red' },
  });
});

it('does not count what is of earlier sources', () => {
  const stale = { ...supported, stale: true };
  expect(groupEndpoint({ ...group, claims: [supported, stale] }).message).toBe(
    '1 supported, 1 of earlier sources · smoke',
  );
  expect(groupEndpoint({ ...group, claims: [stale] }).color).toBe('lightgrey');
});

it('is drawn as it says', () => {
  expect(groupBadge({ ...group, claims: [supported] })).toContain('toy-paper: 1 supported · smoke');
});
