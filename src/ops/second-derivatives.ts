import * as tf from '@tensorflow/tfjs-core';

const engine = tf.engine();
const plainGradients = engine.gradients.bind(engine);
let calls = 0;

// TF.js tapes the copy of an output that it saves for the backward pass before the op that made the output. A second
// differentiation, which reads the tape once from front to back, then takes the copy for a constant: the second derivatives
// of tanh, exp, softmax and every other op that saves its output would silently miss a term.
engine.gradients = (f, ...rest) => {
  calls += 1;
  const own = calls;
  return plainGradients(
    () => {
      const y = f();
      // A tape without a gradient on it stays as it is: its order is that in which gradients are summed.
      if (calls > own) orderTape();
      return y;
    },
    ...rest,
  );
};

type Tape = typeof engine.state.activeTape;

/** Puts the running tape in an order in which every tensor is produced before it is used. */
function orderTape(): void {
  const { state } = engine;
  const producers = new Map(
    state.activeTape.flatMap((node) => node.outputs.map(({ id }) => [id, node] as const)),
  );
  const ordered = new Set<Tape[number]>();
  const place = (node: Tape[number]): void => {
    if (ordered.has(node)) return;
    for (const { id } of Object.values(node.inputs)) {
      const producer = producers.get(id);
      if (producer && producer !== node) place(producer);
    }
    ordered.add(node);
  };
  state.activeTape.forEach(place);
  state.activeTape = [...ordered];
}
