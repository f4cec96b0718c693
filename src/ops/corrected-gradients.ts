import * as tf from '@tensorflow/tfjs-core';

// Gradients that TF.js 4.22 has wrong or only in part; `tests/conformance` holds them against central differences.

/** TF.js transposes the gradient once too often unless the axis is the last. */
tf.registerGradient({
  kernelName: 'Cumsum',
  gradFunc: (dy, _saved, attrs) => ({
    x: () =>
      tf.cumsum(
        dy as tf.Tensor,
        Number(attrs['axis']),
        attrs['exclusive'] === true,
        attrs['reverse'] !== true,
      ),
  }),
});

/** TF.js slices and adds one copy after the other, up to rank 4. A broadcast is a tile, so this is its gradient too. */
tf.registerGradient({
  kernelName: 'Tile',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => {
    const { shape } = x!;
    const reps = attrs['reps'] as number[];
    return {
      x: () => {
        const copies = tf.reshape(
          dy as tf.Tensor,
          shape.flatMap((extent, axis) => [reps[axis]!, extent]),
        );
        return tf.sum(
          copies,
          shape.map((_, axis) => 2 * axis),
        );
      },
    };
  },
});

/** With a single part TF.js hands its gradient over bare and then asks for a list. */
tf.registerGradient({
  kernelName: 'SplitV',
  gradFunc: (dy, _saved, attrs) => ({ x: () => tf.concat(listOf(dy), Number(attrs['axis'])) }),
});
tf.registerGradient({
  kernelName: 'Unpack',
  gradFunc: (dy, _saved, attrs) => ({ value: () => tf.stack(listOf(dy), Number(attrs['axis'])) }),
});

function listOf(dy: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
  return Array.isArray(dy) ? dy : [dy];
}

/** TF.js forgets the gradient of the mirrored margins. */
tf.registerGradient({
  kernelName: 'MirrorPad',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => {
    const paddings = attrs['paddings'] as [number, number][];
    // The margin mirrors from the second element on, or repeats the first.
    const edge = attrs['mode'] === 'reflect' ? 1 : 0;
    return {
      x: () =>
        paddings.reduce(
          (total, margins, axis) => foldMargins(total, axis, x!.shape[axis]!, margins, edge),
          dy as tf.Tensor,
        ),
    };
  },
});

/** Adds the margins of one axis to the elements that they mirror. */
function foldMargins(
  dy: tf.Tensor,
  axis: number,
  extent: number,
  [before, after]: readonly [number, number],
  edge: number,
): tf.Tensor {
  const cut = (from: number, size: number): tf.Tensor => {
    const begin = dy.shape.map((_, index) => (index === axis ? from : 0));
    const sizes = dy.shape.map((full, index) => (index === axis ? size : full));
    return tf.slice(dy, begin, sizes);
  };
  const placed = (margin: tf.Tensor, from: number, size: number): tf.Tensor => {
    const around = dy.shape.map((_, index): [number, number] =>
      index === axis ? [from, extent - from - size] : [0, 0],
    );
    return tf.pad(tf.reverse(margin, axis), around);
  };
  let total = cut(before, extent);
  if (before > 0) total = tf.add(total, placed(cut(0, before), edge, before));
  if (after > 0) total = tf.add(total, placed(cut(before + extent, after), extent - edge - after, after));
  return total;
}
