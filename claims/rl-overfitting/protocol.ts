import type { Protocol } from 'claimcheck';

const algorithm = 'a synchronous advantage actor-critic in place of an asynchronous one';
const selection =
  'one architecture and one set of hyperparameters in place of the best few of 20 random ones by training reward';

const fewSteps = 'fewer than 1e6 steps of training in place of up to 1e9';
const small = [
  'rooms of 5x5 cells and episodes of 30 steps in place of 9x9 and 200',
  algorithm,
  selection,
  fewSteps,
];
const large = [algorithm, selection, '2e8 steps of training in place of up to 1e9'];

/** The key's reward is not flipped, and the others are scaled. */
export const fixedKey = 'random signs of all objects but the key in place of all objects';

/** Mazes of the paper's kind, by tier, and what else differs from its experiment. */
export function mazes(...further: string[]) {
  const own = (differences: readonly string[]): Protocol => ({
    fidelity: 'scaled',
    generated: true,
    differences: [...differences, ...further],
  });
  return { smoke: own(small), standard: own(small), paper: own(large) };
}

/** Rooms in place of the paper's tunnels: `kind` says what is in them. */
export function inPlaceOfTunnels(kind: (cells: string) => string) {
  const proxy = (room: string, ...differences: string[]): Protocol => ({
    fidelity: 'proxy',
    differences: [`${kind(room)} in place of tunnels of 13x13`, ...differences],
  });
  const own = proxy('5x5', 'episodes of 30 steps in place of 200', algorithm, selection, fewSteps);
  return { smoke: own, standard: own, paper: proxy('9x9', ...large) };
}
