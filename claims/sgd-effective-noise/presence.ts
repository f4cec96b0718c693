import type { Rng } from 'claimcheck';
import type { Algorithm } from './dynamics.ts';

/**
 * Presence of samples in the batch by the definition: in with probability b at the start; then in with eta / tau and out with
 * (1 - b) eta / (b tau) a step. The theory draws its own, so that it is wrong where the batches that train are.
 */
export class Presence {
  readonly chosen: Uint8Array;
  private readonly enter: number;
  private readonly leave: number;

  constructor(
    private readonly rng: Rng,
    samples: number,
    { learningRate, batch = 1, persistence = learningRate / batch }: Algorithm,
  ) {
    this.chosen = Uint8Array.from({ length: samples }, () => (rng.uniform() < batch ? 1 : 0));
    this.enter = learningRate / persistence;
    this.leave = ((1 - batch) * learningRate) / (batch * persistence);
  }

  advance(): void {
    const { chosen, rng, enter, leave } = this;
    for (let at = 0; at < chosen.length; at++) {
      if (rng.uniform() < (chosen[at] === 1 ? leave : enter)) chosen[at] = 1 - chosen[at]!;
    }
  }
}
