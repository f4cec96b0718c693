import * as tf from '@tensorflow/tfjs-core';
import { single } from './reduced-to.ts';

// Results that are constant between jumps have gradient zero. TF.js has none for these, so that nothing could be
// differentiated that chooses by a comparison; it passes that of a cast to whole numbers through, and gives FloorDiv that
// of a division.
const stepwise: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      'Equal',
      'NotEqual',
      'Greater',
      'GreaterEqual',
      'Less',
      'LessEqual',
      'LogicalAnd',
      'LogicalOr',
      'FloorDiv',
    ].map((kernel) => [kernel, ['a', 'b']]),
  ),
  ...Object.fromEntries(
    ['LogicalNot', 'IsNan', 'IsInf', 'IsFinite', 'ArgMax', 'ArgMin', 'All', 'Any'].map((kernel) => [
      kernel,
      ['x'],
    ]),
  ),
  OneHot: ['indices'],
};

for (const [kernelName, inputsToSave] of Object.entries(stepwise)) {
  tf.registerGradient({
    kernelName,
    inputsToSave: [...inputsToSave],
    gradFunc: (_dy, saved) =>
      Object.fromEntries(saved.map(({ shape }, index) => [inputsToSave[index]!, () => tf.zeros(shape)])),
  });
}

tf.registerGradient({
  kernelName: 'Cast',
  gradFunc: (dy, _saved, attrs) => ({
    x: () => (attrs['dtype'] === 'float32' ? tf.clone(single(dy)) : tf.zeros(single(dy).shape)),
  }),
});

/** TF.js multiplies by 0 where a branch was not chosen, which makes NaN of a gradient that is infinite. */
tf.registerGradient({
  kernelName: 'Select',
  inputsToSave: ['condition'],
  gradFunc: (dy, [condition]) => {
    const whole = single(dy);
    return {
      condition: () => tf.zeros(condition!.shape),
      t: () => tf.where(condition!, whole, tf.zerosLike(whole)),
      e: () => tf.where(condition!, tf.zerosLike(whole), whole),
    };
  },
});
