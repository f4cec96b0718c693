import type { Measures } from './measures.ts';

/** A way of playing on the training levels that might show what test levels do. */
export type Detector = 'sticky' | 'spawn' | 'sticky75' | 'sticky99';

/** What a detector costs of the training reward. */
export const costOf = (detector: Detector, agent: Measures): number => agent.train - agent[detector];

/** What it costs one agent above another, as a share of the difference that test levels show. */
export const shareShown = (detector: Detector, one: Measures, other: Measures): number =>
  (costOf(detector, one) - costOf(detector, other)) / (one.gap - other.gap);

/** Shows that actions were sticky when the agents were judged under sticky actions. */
export const detectorOn = {
  name: 'steps with sticky actions in which another action than the proposed one was executed',
  unit: 'share',
  of: ({ conv10, conv1000 }: Record<'conv10' | 'conv1000', Measures>) =>
    Math.min(conv10.replaced, conv1000.replaced),
  rule: 'exceeds',
  margin: 0.1,
  because:
    'at a probability of 0.25, of actions at random 0.2 would be replaced by another one; half of that',
} as const;
