import { sizeOf } from '#core';
import { UnsupportedKernelError } from '../errors.ts';
import { describe, type Graph, type GraphNode, type ValueId } from '../graph/graph.ts';
import { attribute, GraphWriter, NameSource } from './graph-writer.ts';
import { lowerings } from './lower/index.ts';
import { encodeModel } from './proto.ts';

/** A step as an ONNX model that folds it over as many steps as its inputs have. */
export interface ScanModel {
  readonly bytes: Uint8Array;
  /** Placeholders that the step really reads; the model wants these and no others. */
  readonly reads: {
    readonly state: readonly string[];
    readonly input: readonly string[];
    readonly data: readonly string[];
  };
  /** State that the step changes; the rest stays as it came. */
  readonly carried: readonly string[];
  readonly metrics: readonly string[];
  /** Where in the step an ONNX node comes from, by the node's name without its op; undefined when it is unknown. */
  readonly siteOf: (node: string) => string | undefined;
}

/** Names of the model's inputs and outputs. */
export const modelNames = {
  state: (name: string): string => `state/${name}`,
  input: (name: string): string => `input/${name}`,
  data: (name: string): string => `data/${name}`,
  next: (name: string): string => `next/${name}`,
  metric: (name: string): string => `metric/${name}`,
  /** An input without meaning: a Scan takes its number of steps from an input. */
  clock: 'clock',
};

/** Lowers an optimized graph to a model around one `Scan` (onnx.ai operators, Scan-21). */
export function buildScanModel(graph: Graph): ScanModel {
  return new ScanModelBuilder(graph).build();
}

class ScanModelBuilder {
  private readonly names = new NameSource();
  private readonly outer = new GraphWriter('run', this.names);
  private readonly body = new GraphWriter('step', this.names);
  private readonly values = new Map<ValueId, string>();
  private readonly invariant = new Set<ValueId>();
  private readonly carried: readonly string[];
  private readonly sites = new Map<string, () => string>();

  constructor(private readonly graph: Graph) {
    this.carried = Object.keys(graph.state).filter((name) => !this.isUnchanged(name));
  }

  build(): ScanModel {
    const { graph, carried } = this;
    const used = new Set([
      ...graph.nodes.flatMap((node) => node.inputs),
      ...carried.map((name) => graph.state[name]!),
      ...Object.values(graph.metrics),
    ]);
    const placeholders = graph.nodes.filter(({ kernel, id }) => kernel === 'Placeholder' && used.has(id));
    const read = (group: string): string[] =>
      placeholders
        .filter(({ attrs }) => attrs['group'] === group)
        .map(({ attrs }) => attrs['name'] as string);
    const inputs = read('input');
    this.declareInputs(placeholders, inputs);
    for (const node of graph.nodes) this.lower(node);
    this.closeScan(inputs);
    const state = [...new Set([...read('state'), ...carried])];
    return {
      bytes: encodeModel(this.outer.build()),
      reads: { state, input: inputs, data: read('data') },
      carried,
      metrics: Object.keys(graph.metrics),
      siteOf: (node) => this.sites.get(node)?.(),
    };
  }

  private isUnchanged(name: string): boolean {
    const result = this.graph.nodes[this.graph.state[name]!]!;
    return (
      result.kernel === 'Placeholder' && result.attrs['group'] === 'state' && result.attrs['name'] === name
    );
  }

  /** Placeholders become inputs: of the step for what changes from step to step, of the model for the rest. */
  private declareInputs(placeholders: readonly GraphNode[], inputs: readonly string[]): void {
    const find = (group: string, name: string): GraphNode | undefined =>
      placeholders.find(({ attrs }) => attrs['group'] === group && attrs['name'] === name);
    for (const name of this.carried) {
      const { dtype: type, shape } = this.graph.nodes[this.graph.state[name]!]!;
      this.outer.input({ name: modelNames.state(name), type, shape });
      const inner = this.names.next('state');
      this.body.input({ name: inner, type, shape });
      const node = find('state', name);
      if (node) this.values.set(node.id, inner);
    }
    for (const name of inputs) {
      const { id, dtype: type, shape } = find('input', name)!;
      this.outer.input({ name: modelNames.input(name), type, shape: ['steps', ...shape] });
      const inner = this.names.next('input');
      this.body.input({ name: inner, type, shape });
      this.values.set(id, inner);
    }
    if (inputs.length === 0) {
      this.outer.input({ name: modelNames.clock, type: 'int32', shape: ['steps'] });
      this.body.input({ name: this.names.next('clock'), type: 'int32', shape: [] });
    }
    for (const { id, dtype: type, shape, attrs } of placeholders) {
      if (this.values.has(id)) continue;
      const group = attrs['group'] as 'state' | 'data';
      const name = modelNames[group](attrs['name'] as string);
      this.outer.input({ name, type, shape });
      this.values.set(id, name);
      this.invariant.add(id);
    }
  }

  private lower(node: GraphNode): void {
    if (node.kernel === 'Placeholder') return;
    const constant = node.kernel === 'Fill' || node.kernel === 'Const';
    if (constant || node.inputs.every((id) => this.invariant.has(id))) this.invariant.add(node.id);
    if (constant) return;
    const lowering = lowerings[node.kernel];
    if (!lowering) {
      const operands = node.inputs.map((id) => describe(this.graph.nodes[id]!));
      throw new UnsupportedKernelError(node.kernel, operands, node.site());
    }
    const writer = this.invariant.has(node.id) ? this.outer : this.body;
    const first = writer.size;
    const name = lowering(node, {
      writer,
      outer: this.outer,
      node: (id) => this.graph.nodes[id]!,
      full: (id) => this.valueOf(id, writer),
    });
    this.values.set(node.id, name);
    for (let index = first; index < writer.size; index++) {
      this.sites.set(`${writer.name}/${index}`, node.site);
    }
  }

  private valueOf(id: ValueId, writer: GraphWriter): string {
    const existing = this.values.get(id);
    if (existing !== undefined) return existing;
    const { kernel, dtype, shape, attrs } = this.graph.nodes[id]!;
    if (kernel === 'Const') {
      const name = this.outer.constant(dtype, shape, attrs['values'] as Float32Array);
      this.values.set(id, name);
      return name;
    }
    const value = attrs['value'] as number;
    // Single numbers are stored where they are used: ONNX Runtime folds constants of the same graph only.
    if (sizeOf(shape) === 1) return writer.constant(dtype, shape, [value]);
    const name = this.outer.op('Expand', [this.outer.scalar(dtype, value), this.outer.int64s(shape)]);
    this.values.set(id, name);
    return name;
  }

  /** Declares what the step gives back and puts the Scan around it. */
  private closeScan(inputs: readonly string[]): void {
    const { graph, carried, body, outer } = this;
    const taken = new Set<string>();
    const declare = (id: ValueId): void => {
      const { dtype: type, shape, kernel } = graph.nodes[id]!;
      let name = this.valueOf(id, body);
      if (this.invariant.has(id) || kernel === 'Placeholder' || taken.has(name))
        name = body.op('Identity', [name]);
      taken.add(name);
      body.output({ name, type, shape });
    };
    carried.forEach((name) => declare(graph.state[name]!));
    Object.values(graph.metrics).forEach(declare);
    const scanned = inputs.length === 0 ? [modelNames.clock] : inputs.map(modelNames.input);
    outer.multi(
      'Scan',
      [...carried.map(modelNames.state), ...scanned],
      [...carried.map(modelNames.next), ...Object.keys(graph.metrics).map(modelNames.metric)],
      { body: attribute.graph(body.build()), num_scan_inputs: attribute.int(scanned.length) },
    );
    const declareOuter = (name: string, id: ValueId, leading: string[]): void => {
      const { dtype: type, shape } = graph.nodes[id]!;
      outer.output({ name, type, shape: [...leading, ...shape] });
    };
    carried.forEach((name) => declareOuter(modelNames.next(name), graph.state[name]!, []));
    Object.entries(graph.metrics).forEach(([name, id]) =>
      declareOuter(modelNames.metric(name), id, ['steps']),
    );
  }
}
