import * as tf from '@tensorflow/tfjs-core';

// TF.js has no gradient for Einsum. A sum of products is linear in each operand, so the gradient with respect to one
// operand is the einsum of dy and the other, with that operand's labels as output.
tf.registerGradient({
  kernelName: 'Einsum',
  // The list of operands arrives under the names '0', '1'.
  inputsToSave: [],
  saveAllInputs: true,
  gradFunc: (dy, saved, attrs) => {
    const equation = (attrs['equation'] as string).replace(/\s/g, '');
    const [left, output] = equation.split('->') as [string, string];
    const labels = left.split(',');
    return Object.fromEntries(
      saved.map((operand, index) => [
        index,
        () => operandGradient(dy as tf.Tensor, operand, labels[index]!, others(saved, labels, index), output),
      ]),
    );
  },
});

interface Labelled {
  readonly tensor: tf.Tensor;
  readonly labels: string;
}

function others(saved: readonly tf.Tensor[], labels: readonly string[], index: number): Labelled[] {
  return saved.map((tensor, at) => ({ tensor, labels: labels[at]! })).filter((_, at) => at !== index);
}

/** Labels that stand in this operand alone were summed over: the gradient is the same along them. */
function operandGradient(
  dy: tf.Tensor,
  operand: tf.Tensor,
  own: string,
  rest: readonly Labelled[],
  output: string,
): tf.Tensor {
  const elsewhere = output + rest.map(({ labels }) => labels).join('');
  const shared = [...own].filter((label) => elsewhere.includes(label)).join('');
  const equation = `${[output, ...rest.map(({ labels }) => labels)].join(',')}->${shared}`;
  const product = tf.einsum(equation, dy, ...rest.map(({ tensor }) => tensor));
  const expanded = [...own].map((label, axis) => (shared.includes(label) ? operand.shape[axis]! : 1));
  return tf.broadcastTo(tf.reshape(product, expanded), operand.shape);
}
