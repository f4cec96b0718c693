import type { Graph } from '../trace/graph.ts';
import { cheaperForms, neutralElements, reduceFills, shrinkOperands } from './algebra-rules.ts';
import { widenBroadcasts } from './broadcast-rules.ts';
import { rewrite, type Rule } from './builder.ts';
import { decomposeConvolutions } from './convolution-rules.ts';
import { dropIdentities, mergeReshapes, simplifyTransposes, spreadFills } from './movement-rules.ts';
import { decomposePooling } from './pooling-rules.ts';
import { mergeProducts } from './merge-products.ts';
import { transposeNarrowOperand } from './product-rules.ts';

const simplifications: readonly Rule[] = [
  dropIdentities,
  spreadFills,
  mergeReshapes,
  simplifyTransposes,
  shrinkOperands,
  neutralElements,
  cheaperForms,
  reduceFills,
  decomposeConvolutions,
  decomposePooling,
];

/** Forms that suit the library and hide what a node is from the rules above: last. */
const finish: readonly Rule[] = [...simplifications, transposeNarrowOperand, widenBroadcasts];

/** A smaller graph with the same results: no identities, no repeated or dead nodes, composite kernels taken apart. */
export function optimize(graph: Graph): Graph {
  return untilStable(mergeProducts(untilStable(graph, simplifications)), finish);
}

function untilStable(graph: Graph, rules: readonly Rule[]): Graph {
  let current = rewrite(graph, rules);
  for (;;) {
    const next = rewrite(current, rules);
    if (next.nodes.length === current.nodes.length) return next;
    current = next;
  }
}
