import { filled, heNormal, type Initialiser } from './initialisers.ts';
import type { ParameterSpecs } from './initialize.ts';

export interface LayerInitialisers {
  /** Default `heNormal`. */
  readonly weight?: Initialiser | undefined;
  /** Absent: the layer has no bias. */
  readonly bias?: Initialiser | undefined;
}

/** `<name>/weight` [I, O], and `<name>/bias` [1, O] where one is wanted. */
export function denseSpecs(
  name: string,
  inputs: number,
  outputs: number,
  { weight = heNormal, bias }: LayerInitialisers = {},
): ParameterSpecs {
  return {
    [`${name}/weight`]: { shape: [inputs, outputs], initialiser: weight },
    ...(bias && { [`${name}/bias`]: { shape: [1, outputs], initialiser: bias } }),
  };
}

/**
 * `<name>/weight` [kh, kw, C, O], and `<name>/bias` [1, 1, 1, O] where one is wanted.
 * @param size of the window: its side, or its height and width
 */
export function convSpecs(
  name: string,
  size: number | readonly [height: number, width: number],
  inputs: number,
  outputs: number,
  { weight = heNormal, bias }: LayerInitialisers = {},
): ParameterSpecs {
  const window = typeof size === 'number' ? [size, size] : size;
  return windowSpecs(name, window, inputs, outputs, { weight, bias });
}

/** `<name>/weight` [k, C, O], and `<name>/bias` [1, 1, O] where one is wanted, for `conv1d`. */
export function conv1dSpecs(
  name: string,
  size: number,
  inputs: number,
  outputs: number,
  { weight = heNormal, bias }: LayerInitialisers = {},
): ParameterSpecs {
  return windowSpecs(name, [size], inputs, outputs, { weight, bias });
}

function windowSpecs(
  name: string,
  window: readonly number[],
  inputs: number,
  outputs: number,
  { weight = heNormal, bias }: LayerInitialisers,
): ParameterSpecs {
  const ones = window.map(() => 1);
  return {
    [`${name}/weight`]: { shape: [...window, inputs, outputs], initialiser: weight },
    ...(bias && { [`${name}/bias`]: { shape: [1, ...ones, outputs], initialiser: bias } }),
  };
}

/**
 * `<name>/gamma` and `<name>/beta` of a normalisation over `channels`, [1, ..., 1, C].
 * @param rank rank of the activations with replica and batch axes: 3 after dense layers, 5 after convolutions
 * @param gamma where gamma starts; 0 in the last normalisation of a residual block makes the block start as identity
 */
export function scaleShiftSpecs(name: string, channels: number, rank: number, gamma = 1): ParameterSpecs {
  const shape = [...Array.from({ length: rank - 2 }, () => 1), channels];
  return {
    [`${name}/gamma`]: { shape, initialiser: filled(gamma) },
    [`${name}/beta`]: { shape, initialiser: filled(0) },
  };
}
