import { sizeOf } from '#core';
import type { GraphNode, ValueId } from '../graph/graph.ts';
import { elementwiseExpressions, type Value } from './expressions/index.ts';
import { bitsOf, isElementwise } from './elements.ts';
import type { Reduction } from './kernels.ts';
import { LoopGroup } from './loop-group.ts';
import type { Phase, PlanKernel } from './plan-kernel.ts';
import { NoKernelError } from './no-kernel-error.ts';
import { broadcastView, commonExtents, flatten, type TensorId, type View } from './view.ts';

/** How many kernels back a loop is looked for to fuse with. */
const reach = 48;

/** A load of a loop, and whether it is read element by element. */
interface Leaf {
  readonly view: View;
  readonly root: ValueId | undefined;
}

/** What is known and made of a plan so far. */
interface PlanSoFar {
  readonly kernels: readonly PlanKernel[];
  node(id: ValueId): GraphNode;
  rootOf(id: ValueId): ValueId;
  phaseOf(id: ValueId): Phase;
  isStored(id: ValueId): boolean;
  view(id: ValueId): View;
  contiguousView(id: ValueId): View;
  destination(node: GraphNode): View;
  define(id: ValueId, view: View): void;
  add(kernel: PlanKernel): void;
  addedTo(kernel: PlanKernel, tensor: TensorId): void;
  producerOf(tensor: TensorId): number;
}

/** Loop fusion: puts elementwise values and reductions into an existing loop where they fit, or into a new one. */
export class LoopPlanner {
  constructor(private readonly planner: PlanSoFar) {}

  /** Stores an elementwise value, fused into an existing loop if one fits. */
  storeElementwise(node: GraphNode): void {
    const to = this.planner.destination(node);
    const leaves = this.leavesOf(node);
    const phase = this.planner.phaseOf(node.id);
    const size = sizeOf(node.shape);
    let group = this.groupFor(phase, size, leaves, to);
    if (!group) {
      this.settle(node.inputs, node.shape, leaves, to);
      group = new LoopGroup(node, phase, size);
      this.planner.add(group);
    } else group.sources.push(node);
    const value = this.valueInLoop(node.id, node.shape, group);
    group.store(value, to);
    this.planner.addedTo(group, to.tensor);
    this.planner.define(node.id, to);
  }

  /** Reduces a value over axes, fused with other reductions of the same space if possible. */
  storeReduction(node: GraphNode, reduction: Reduction, scale?: number): void {
    const source = this.planner.node(node.inputs[0]!);
    const axes = node.attrs['axes'] as readonly number[];
    const to = this.planner.destination(node);
    const space = { shape: source.shape, axes };
    const phase = this.planner.phaseOf(node.id);
    const size = sizeOf(source.shape);
    const leaves = this.inputLeaves(source.id, source.shape);
    let group = this.reductionFor(phase, space, leaves, to, source.shape);
    if (!group) {
      this.settle(node.inputs, source.shape, leaves, broadcastView(to, source.shape));
      group = new LoopGroup(node, phase, size, space);
      this.planner.add(group);
    } else group.sources.push(node);
    const value = this.valueInLoop(source.id, source.shape, group);
    group.reduce(value, broadcastView(to, source.shape), reduction, source.dtype !== 'float32', scale);
    this.planner.addedTo(group, to.tensor);
    this.planner.define(node.id, to);
  }

  /** A graph value inside a loop over `shape`: computed there (inlined) or loaded. */
  valueInLoop(id: ValueId, shape: readonly number[], group: LoopGroup): Value {
    const node = this.planner.node(id);
    if (node.kernel === 'Fill')
      return group.builder.integer(bitsOf(node.dtype, node.attrs['value'] as number));
    const root = this.planner.rootOf(id);
    const whole = sizeOf(node.shape) === sizeOf(shape);
    const known = whole ? group.values.get(root) : undefined;
    if (known !== undefined) return known;
    const rootNode = this.planner.node(root);
    if (whole && rootNode.kernel === 'Fill') return this.valueInLoop(root, rootNode.shape, group);
    if (whole && isElementwise(rootNode) && !this.planner.isStored(root)) {
      const value = this.express(rootNode, group);
      group.values.set(root, value);
      return value;
    }
    return group.load(broadcastView(this.planner.view(id), shape));
  }

  /**
   * Makes a loop possible whose inputs have incompatible dims: values that would be inlined are stored first, and
   * inputs that are not contiguous are copied.
   */
  private settle(
    inputs: readonly ValueId[],
    shape: readonly number[],
    leaves: readonly Leaf[],
    to: View,
  ): void {
    const lists = [...leaves.map(({ view }) => view), to].map(({ axes }) => flatten(axes));
    const own = shape.filter((extent) => extent > 1).map((extent) => ({ extent, stride: 0 }));
    if (commonExtents([...lists, own]) !== undefined) return;
    for (const id of inputs) {
      const root = this.planner.node(this.planner.rootOf(id));
      if (isElementwise(root) && !this.planner.isStored(root.id)) this.storeElementwise(root);
      if (sizeOf(root.shape) === sizeOf(shape)) this.planner.define(id, this.planner.contiguousView(id));
    }
  }

  private express(node: GraphNode, group: LoopGroup): Value {
    const args = node.inputs.map((id) => this.valueInLoop(id, node.shape, group));
    const operandTypes = node.inputs.map((id) => this.planner.node(id).dtype);
    const { attrs, dtype } = node;
    const value = elementwiseExpressions[node.kernel]?.(group.builder, args, { attrs, dtype, operandTypes });
    if (value === undefined) throw new NoKernelError(node.kernel, `on ${operandTypes.join(', ')}`);
    return value;
  }

  /** The loads of a loop that computes `node`. */
  private leavesOf(node: GraphNode): Leaf[] {
    return node.inputs.flatMap((id) => this.inputLeaves(id, node.shape));
  }

  private inputLeaves(id: ValueId, shape: readonly number[]): Leaf[] {
    const node = this.planner.node(id);
    const root = this.planner.node(this.planner.rootOf(id));
    if (root.kernel === 'Fill') return [];
    const whole = sizeOf(node.shape) === sizeOf(shape);
    if (whole && isElementwise(root) && !this.planner.isStored(root.id)) return this.leavesOf(root);
    return [{ view: broadcastView(this.planner.view(id), shape), root: whole ? root.id : undefined }];
  }

  /** The last kernel that produces one of the leaves; -1 for none. */
  private readyAfter(leaves: readonly Leaf[]): number {
    return Math.max(-1, ...leaves.map(({ view }) => this.planner.producerOf(view.tensor)));
  }

  private groupFor(phase: Phase, size: number, leaves: readonly Leaf[], to: View): LoopGroup | undefined {
    const ready = this.readyAfter(leaves);
    const tensors = new Set(leaves.filter(({ root }) => root !== undefined).map(({ view }) => view.tensor));
    for (
      let index = this.planner.kernels.length - 1;
      index >= Math.max(0, ready, this.planner.kernels.length - reach);
      index--
    ) {
      const group = this.planner.kernels[index];
      if (!(group instanceof LoopGroup) || group.reduced || group.phase !== phase || group.size !== size)
        continue;
      const shares = [...group.reads, ...group.writes].some((tensor) => tensors.has(tensor));
      const made = new Set(group.writes);
      const reachable = leaves.every(
        ({ view, root }) => !made.has(view.tensor) || (root !== undefined && group.values.has(root)),
      );
      const outside = leaves.filter(({ view }) => !made.has(view.tensor)).map(({ view }) => view);
      if (shares && reachable && group.accepts(outside, [to])) return group;
    }
    return undefined;
  }

  private reductionFor(
    phase: Phase,
    space: { readonly shape: readonly number[]; readonly axes: readonly number[] },
    leaves: readonly Leaf[],
    to: View,
    shape: readonly number[],
  ): LoopGroup | undefined {
    const key = JSON.stringify([space.shape.join(), space.axes.join()]);
    const ready = this.readyAfter(leaves);
    for (
      let index = this.planner.kernels.length - 1;
      index > Math.max(-1, ready, this.planner.kernels.length - reach);
      index--
    ) {
      const group = this.planner.kernels[index];
      if (!(group instanceof LoopGroup) || !group.reduced || group.phase !== phase) continue;
      if (JSON.stringify([group.reduced.shape.join(), group.reduced.axes.join()]) !== key) continue;
      const views = leaves.map(({ view }) => view);
      if (group.accepts(views, [broadcastView(to, shape)])) return group;
    }
    return undefined;
  }
}
