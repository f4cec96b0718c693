import { createRng, type NdArray, type Rng, type Seed } from '#core';
import { requireBetween, requireWhole } from './check-option.ts';

export interface ZipfLookupOptions {
  readonly sequences: number;
  /** Names an independent stream of sequences of the same task. Default `train`. */
  readonly stream?: string;
  /** Number of tokens; the mask is one more. Default 64. */
  readonly vocabulary?: number;
  /** Tokens of a sequence, 2 or more. Default 8. */
  readonly length?: number;
  /** Share of the masked tokens that follow the rule. Default 0.9. */
  readonly ruled?: number;
}

/** Sequences with one masked token each. */
export type MaskedSequences = {
  /** int32 [sequences, length]; the mask is token number `vocabulary`. */
  readonly tokens: NdArray;
  /** int32 [sequences], the place of the mask, 1 or more. */
  readonly place: NdArray;
  /** int32 [sequences], what was masked. */
  readonly target: NdArray;
  /** float32 [sequences], the loss on this target of who knows the rule and the frequencies, in nats. */
  readonly bayes: NdArray;
};

/**
 * Masked-token prediction that needs attention: tokens are drawn with frequencies 1 / rank (Zipf), and the masked one is
 * `rule(token before it)` with probability `ruled`, else a fresh draw. The rule is a permutation of the tokens, a new one
 * for every seed.
 */
export function zipfLookup(seed: Seed, options: ZipfLookupOptions): MaskedSequences {
  const { sequences, stream = 'train', vocabulary = 64, length = 8, ruled = 0.9 } = options;
  requireWhole('sequences', sequences);
  requireWhole('vocabulary', vocabulary, 2);
  requireWhole('length', length, 2);
  requireBetween('ruled', ruled, 0, 1);
  const rule = createRng(seed, 'zipf-lookup/rule').permutation(vocabulary);
  const zipf = zipfOf(vocabulary);
  const rng = createRng(seed, `zipf-lookup/${stream}`);
  const tokens = new Int32Array(sequences * length);
  const place = new Int32Array(sequences);
  const target = new Int32Array(sequences);
  const bayes = new Float32Array(sequences);
  for (let sequence = 0; sequence < sequences; sequence++) {
    const from = sequence * length;
    for (let at = 0; at < length; at++) tokens[from + at] = zipf.draw(rng);
    const masked = 1 + rng.integer(length - 1);
    const before = tokens[from + masked - 1]!;
    target[sequence] = rng.uniform() < ruled ? rule[before]! : tokens[from + masked]!;
    place[sequence] = masked;
    tokens[from + masked] = vocabulary;
    const chance = (1 - ruled) * zipf.share[target[sequence]!]!;
    bayes[sequence] = -Math.log(chance + (target[sequence] === rule[before] ? ruled : 0));
  }
  return {
    tokens: { dtype: 'int32', shape: [sequences, length], values: tokens },
    place: { dtype: 'int32', shape: [sequences], values: place },
    target: { dtype: 'int32', shape: [sequences], values: target },
    bayes: { dtype: 'float32', shape: [sequences], values: bayes },
  };
}

function zipfOf(vocabulary: number): { readonly share: Float64Array; readonly draw: (rng: Rng) => number } {
  const share = Float64Array.from({ length: vocabulary }, (_, rank) => 1 / (rank + 1));
  const total = share.reduce((sum, weight) => sum + weight, 0);
  share.forEach((weight, token) => (share[token] = weight / total));
  const draw = (rng: Rng): number => {
    let left = rng.uniform();
    for (let token = 0; token < vocabulary - 1; token++) {
      left -= share[token]!;
      if (left < 0) return token;
    }
    return vocabulary - 1;
  };
  return { share, draw };
}
