import type { Graph, GraphNode, ValueId } from '../../graph/graph.ts';
import { cutRules } from './cut-rules.ts';
import { type Cut, divides, type Part } from './cut.ts';
import { type Assumption, keyOf, outputsOf, placeholderKey } from './assumption.ts';

/** How each wanted part of each value is computed. */
export type Plan = ReadonlyMap<ValueId, ReadonlyMap<Part, Cut>>;

/** Placeholders and outputs that have to be whole for anything to work. */
export type Conflicts = ReadonlySet<string>;

/**
 * Goes back from what the outputs have to be to what is wanted of every value. Each rule leaves no choice, so whatever
 * stands in the way of a block has to be given whole, and where nothing would help the output itself.
 */
export function wantedParts(
  graph: Graph,
  assumption: Assumption,
): { readonly plan: Plan } | { readonly conflicts: Conflicts } {
  const search = new Search(graph, assumption);
  search.run();
  return search.conflicts.size > 0 ? { conflicts: search.conflicts } : { plan: search.plan };
}

class Search {
  readonly plan = new Map<ValueId, Map<Part, Cut>>();
  readonly conflicts = new Set<string>();
  /** Wanted parts, each with an output that wants it. */
  private readonly wanted = new Map<ValueId, Map<Part, string>>();

  constructor(
    private readonly graph: Graph,
    private readonly assumption: Assumption,
  ) {}

  run(): void {
    for (const { group, name, id, part } of outputsOf(this.graph, this.assumption)) {
      this.want(id, part, keyOf(group, name));
    }
    for (const node of this.graph.nodes.toReversed()) {
      for (const [part, output] of this.wanted.get(node.id) ?? []) this.visit(node, part, output);
    }
  }

  private want(id: ValueId, part: Part, output: string): void {
    const parts = this.wanted.get(id) ?? new Map<Part, string>();
    if (!parts.has(part)) parts.set(part, output);
    this.wanted.set(id, parts);
  }

  private visit(node: GraphNode, part: Part, output: string): void {
    const cut = this.cut(node, part, output);
    if (!cut) return;
    const plans = this.plan.get(node.id) ?? new Map<Part, Cut>();
    this.plan.set(node.id, plans.set(part, cut));
    cut.operands.forEach((operand, index) => this.want(node.inputs[index]!, operand, output));
  }

  private cut(node: GraphNode, part: Part, output: string): Cut | undefined {
    const { split, replicas } = this.assumption;
    const key = placeholderKey(node);
    if (key !== undefined) {
      const fits = part === 'whole' ? !split.has(key) : split.has(key) && part === 0;
      if (!fits) this.conflicts.add(part === 'whole' ? key : output);
      return fits ? { operands: [] } : undefined;
    }
    if (part === 'whole') return { operands: node.inputs.map(() => 'whole' as const) };
    const operands = node.inputs.map((id) => this.graph.nodes[id]!);
    const cut = divides(replicas, node.shape, part)
      ? cutRules[node.kernel]?.({ node, operands, axis: part, replicas })
      : undefined;
    if (!cut) this.conflicts.add(output);
    return cut;
  }
}
