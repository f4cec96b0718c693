import type { Protocol } from 'claimcheck';

/** Of BERT and the text that it learns; the transformer is the tier's. */
const standIns = (transformer: string): string[] => [
  `a transformer of ${transformer} in place of BERT`,
  'masked tokens of procedural sequences in place of text',
  'excess loss of the pre-training in place of F1 on SQuAD after fine-tuning',
];

/** An attention model in batches of the tier, and what else differs. */
const attention = (transformer: string, batches: string, further: readonly string[]): Protocol => ({
  fidelity: 'proxy',
  differences: [...standIns(transformer), batches, ...further],
});

/** Smoke and standard. */
export const oneBlock = (batches: string, ...further: string[]): Protocol =>
  attention('one block of width 16', batches, further);

/** By tier; `large` are the batches of the paper tier. */
export function transformers(small: string, large: string, ...further: string[]) {
  const own = oneBlock(small, ...further);
  return { smoke: own, standard: own, paper: attention('4 layers of width 256', large, further) };
}

export const images: Protocol = {
  fidelity: 'proxy',
  differences: [
    'textures of 8x8 in place of ImageNet',
    'a network of two residual blocks in place of ResNet-50',
    'a batch of 128 in place of 4K to 32K',
    '8 epochs in place of 90',
  ],
};
