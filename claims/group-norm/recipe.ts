import { type Schedule, stepDecay } from 'claimcheck/nn';

/** How a tier trains. */
export interface Recipe {
  /** Learning rate at 32 samples a worker; it is in proportion to them (the linear rule of section 4.1). */
  readonly learningRate: number;
  /** Of all parameters, as in the paper. */
  readonly weightDecay: number;
  /** Shares of the steps after which the learning rate falls tenfold. */
  readonly milestones: readonly number[];
  /** Workers whose samples make up a minibatch, each with statistics of its own. */
  readonly workers: number;
  /** Whether images are cropped and flipped at random. */
  readonly augmented: boolean;
}

export const smallRecipe: Recipe = {
  learningRate: 0.05,
  weightDecay: 1e-4,
  milestones: [0.65, 0.9],
  workers: 1,
  augmented: false,
};

/** The paper's, with the weight decay that is usual for CIFAR-10. */
export const paperRecipe: Recipe = {
  learningRate: 0.1,
  weightDecay: 5e-4,
  milestones: [0.3, 0.6, 0.9],
  workers: 8,
  augmented: true,
};

/** At first, with `batchSize` samples a worker. */
export const rateAt = ({ learningRate }: Recipe, batchSize: number): number =>
  learningRate * (batchSize / 32);

/** The learning rate over `steps` steps with `batchSize` samples a worker. */
export function scheduleOf(recipe: Recipe, batchSize: number, steps: number): Schedule {
  return stepDecay(
    rateAt(recipe, batchSize),
    0.1,
    recipe.milestones.map((share) => share * steps),
  );
}
