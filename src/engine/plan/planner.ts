import { sizeOf, type TypedValues } from '#core';
import type { Graph, GraphNode, ValueId } from '../graph/graph.ts';
import { firstTable } from './context-slots.ts';
import { bitsOf, isElementwise } from './elements.ts';
import { type Inlining, planInlining, rootsOf } from './inlining.ts';
import { LoopGroup } from './loop-group.ts';
import { LoopPlanner } from './loop-planner.ts';
import type { Phase, PlanKernel, Source } from './plan-kernel.ts';
import { Tensors } from './tensors.ts';
import { contiguous, isContiguous, reshapeView, type TensorId, type View } from './view.ts';

/**
 * Walks a graph and makes the kernels that compute it. Values are views of tensors wherever that is possible, and
 * elementwise values join loops over the same elements.
 */
export class Planner {
  readonly tensors = new Tensors();
  readonly kernels: PlanKernel[] = [];
  readonly inlining: Inlining;
  readonly loops = new LoopPlanner(this);
  /** Padded forms of maps that exist already (see `paddedView`). */
  readonly paddedMaps = new Map<string, View>();
  private readonly views = new Map<ValueId, View>();
  private readonly roots: readonly ValueId[];
  private readonly producers = new Map<TensorId, number>();
  private readonly destinations = new Map<ValueId, View>();
  private readonly tableSlots: { readonly name: string; readonly id: ValueId; readonly pointer: number }[] =
    [];

  constructor(readonly graph: Graph) {
    this.inlining = planInlining(graph, isElementwise);
    this.roots = rootsOf(graph);
  }

  node(id: ValueId): GraphNode {
    return this.graph.nodes[id]!;
  }

  rootOf(id: ValueId): ValueId {
    return this.roots[id]!;
  }

  phaseOf(id: ValueId): Phase {
    return this.inlining.invariant.has(id) ? 'once' : 'step';
  }

  /** Whether a value is computed by a loop of its own. */
  isLoop(id: ValueId): boolean {
    return isElementwise(this.node(id)) && !this.inlining.inlined.has(id);
  }

  /** Gives `node` the place where it will be stored when its turn comes. */
  reserve(id: ValueId, view: View): void {
    this.destinations.set(id, view);
  }

  isReserved(id: ValueId): boolean {
    return this.destinations.has(id);
  }

  /** Where a node's result goes: a place that was reserved for it, or a new tensor. */
  destination(node: GraphNode): View {
    return (
      this.destinations.get(node.id) ?? this.tensors.allocate(node.shape, this.phaseOf(node.id) === 'once')
    );
  }

  define(id: ValueId, view: View): void {
    this.views.set(id, view);
  }

  add(kernel: PlanKernel): void {
    this.kernels.push(kernel);
    for (const tensor of kernel.writes) this.producers.set(tensor, this.kernels.length - 1);
  }

  /** Says that a loop which is there already has come to write a tensor. */
  addedTo(kernel: PlanKernel, tensor: TensorId): void {
    this.producers.set(tensor, this.kernels.lastIndexOf(kernel));
  }

  /** Place in the order of the last kernel that writes a tensor; -1 for none. */
  producerOf(tensor: TensorId): number {
    return this.producers.get(tensor) ?? -1;
  }

  /** Whether a value has a place in memory. */
  isStored(id: ValueId): boolean {
    return this.views.has(id);
  }

  /** Where the elements of a value lie. */
  view(id: ValueId): View {
    const known = this.views.get(id);
    if (known) return known;
    const node = this.node(id);
    const view = this.materialize(node);
    this.views.set(id, view);
    return view;
  }

  /** The value as one row-major block. */
  contiguousView(id: ValueId): View {
    const view = this.view(id);
    return isContiguous(view) ? view : this.copy(view, this.node(id), this.phaseOf(id));
  }

  /** A copy of `view` in row-major order. */
  copy(view: View, node: GraphNode, phase: Phase): View {
    const to = this.tensors.allocate(node.shape, phase === 'once');
    this.copyTo(view, to, node, phase);
    return to;
  }

  /** Copies elements between views of one size. */
  copyTo(from: View, to: View, node: GraphNode, phase: Phase): void {
    const group = new LoopGroup(node, phase, sizeOf(node.shape));
    group.store(group.load(from), to);
    this.add(group);
  }

  /** Writes one number to all elements of a view. */
  fillTo(to: View, bits: number, source: Source, phase: Phase, size: number): void {
    const group = new LoopGroup(source, phase, size);
    group.store(group.builder.integer(bits), to);
    this.add(group);
  }

  /** Data sets that are read where they lie. */
  get tables(): readonly { readonly name: string; readonly pointer: number }[] {
    return this.tableSlots.map(({ name, pointer }) => ({ name, pointer }));
  }

  /**
   * Where in the context the address of a data set stands, for one of which only rows are ever looked up; undefined for
   * other values. In bytes.
   */
  externalTable(id: ValueId): number | undefined {
    const node = this.node(id);
    if (node.kernel !== 'Placeholder' || node.attrs['group'] !== 'data' || node.dtype === 'bool')
      return undefined;
    const known = this.tableSlots.find((slot) => slot.id === id);
    if (known) return known.pointer;
    const users = this.graph.nodes.filter(({ inputs }) => inputs.includes(id));
    const kept = [...Object.values(this.graph.metrics), ...Object.values(this.graph.state)].includes(id);
    const onlyRows = users.every(
      ({ kernel, attrs, inputs }) => kernel === 'GatherV2' && attrs['axis'] === 0 && inputs[1] !== id,
    );
    if (kept || !onlyRows) return undefined;
    const pointer = 8 * (firstTable + this.tableSlots.length);
    this.tableSlots.push({ name: node.attrs['name'] as string, id, pointer });
    return pointer;
  }

  constantTensor(node: GraphNode, values: TypedValues): View {
    return this.tensors.allocate(node.shape, true, { values });
  }

  private materialize(node: GraphNode): View {
    if (node.kernel === 'Fill') {
      const fill = bitsOf(node.dtype, node.attrs['value'] as number);
      return this.tensors.allocate(node.shape, true, { fill });
    }
    if (node.kernel === 'Reshape') {
      const source = this.view(node.inputs[0]!);
      return reshapeView(source, node.shape) ?? this.reshapedCopy(node, source);
    }
    if (isElementwise(node)) {
      this.loops.storeElementwise(node);
      return this.views.get(node.id)!;
    }
    throw new Error(`${node.kernel} has no place yet`);
  }

  private reshapedCopy(node: GraphNode, source: View): View {
    const original = this.node(node.inputs[0]!);
    const { tensor } = this.copy(source, original, this.phaseOf(node.id));
    return contiguous(tensor, node.shape);
  }
}
