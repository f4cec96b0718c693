/** Attributes that all three replica convolution kernels carry. */
export interface ReplicaConv2DAttrs {
  /** Step of the window along height and width, in pixels. */
  readonly strides: number;
  /** `same`: output extent ceil(input / stride), zeros around the image as TensorFlow places them; `valid`: none. */
  readonly pad: 'same' | 'valid';
}

/** Attributes of `ReplicaConv2DBackpropInput`. */
export interface ReplicaConv2DBackpropInputAttrs extends ReplicaConv2DAttrs {
  /** [R, B, H, W, C] of the forward input. */
  readonly inputShape: number[];
}

/** Attributes of `ReplicaConv2DBackpropFilter`. */
export interface ReplicaConv2DBackpropFilterAttrs extends ReplicaConv2DAttrs {
  /** [R, kh, kw, C, O] of the forward filter. */
  readonly filterShape: number[];
}

/** Kernel names under which a backend registers its replica convolutions. */
export const replicaConv2DKernels = {
  /** Inputs `x` [R, B, H, W, C] and `filter` [R, kh, kw, C, O]; attributes `ReplicaConv2DAttrs`. */
  forward: 'ReplicaConv2D',
  /** Inputs `dy` [R, B, H', W', O] and `filter`; attributes `ReplicaConv2DBackpropInputAttrs`. */
  backpropInput: 'ReplicaConv2DBackpropInput',
  /** Inputs `x` and `dy`; attributes `ReplicaConv2DBackpropFilterAttrs`. */
  backpropFilter: 'ReplicaConv2DBackpropFilter',
} as const;

/** One spatial axis of a convolution: output extent and the zeros before and after the input. */
interface ConvExtent {
  readonly output: number;
  readonly before: number;
  readonly after: number;
}

/** Output extent and padding along one axis, by TensorFlow's rule: an odd zero goes after the input. */
function convExtent(input: number, kernel: number, { strides, pad }: ReplicaConv2DAttrs): ConvExtent {
  if (pad === 'valid') {
    return { output: Math.ceil((input - kernel + 1) / strides), before: 0, after: 0 };
  }
  const output = Math.ceil(input / strides);
  const total = Math.max(0, (output - 1) * strides + kernel - input);
  const before = Math.floor(total / 2);
  return { output, before, after: total - before };
}

/**
 * Output shape [R, B, H', W', O] of a replica convolution.
 * @throws Error when ranks, replica counts or channel counts do not fit, or the window is larger than the image
 */
export function replicaConv2DShape(
  x: readonly number[],
  filter: readonly number[],
  attrs: ReplicaConv2DAttrs,
): number[] {
  const shapes = `x [${x.join(', ')}], filter [${filter.join(', ')}]`;
  if (x.length !== 5 || filter.length !== 5) {
    throw new Error(`replicaConv2d takes x [R, B, H, W, C] and filter [R, kh, kw, C, O], got ${shapes}`);
  }
  if (x[0] !== filter[0]) throw new Error(`replicaConv2d: the numbers of replicas differ: ${shapes}`);
  if (x[4] !== filter[3]) throw new Error(`replicaConv2d: the numbers of input channels differ: ${shapes}`);
  if (!Number.isInteger(attrs.strides) || attrs.strides < 1) {
    throw new Error(`replicaConv2d: strides must be a whole number of at least 1, got ${attrs.strides}`);
  }
  const height = convExtent(x[2]!, filter[1]!, attrs).output;
  const width = convExtent(x[3]!, filter[2]!, attrs).output;
  if (height < 1 || width < 1)
    throw new Error(`replicaConv2d: the window is larger than the image: ${shapes}`);
  return [x[0]!, x[1]!, height, width, filter[4]!];
}
