import { type DType, sizeOf } from '#core';
import type { Graph, GraphNode, PlaceholderGroup, ValueId } from '../graph/graph.ts';
import { type Arena, planArena } from './arena.ts';
import type { FencedSide } from './fenced-places.ts';
import type { Kernel } from './kernels.ts';
import { planLowerings } from './lowerings.ts';
import { reserveMaps } from './lower-convolutions.ts';
import { LoopGroup } from './loop-group.ts';
import type { Offsets, PlanKernel, Source } from './plan-kernel.ts';
import { isElementwise } from './elements.ts';
import { Planner } from './planner.ts';
import { inPlaceUpdates, type StateUpdate, updatesLast } from './state-updates.ts';
import type { InitialValues } from './tensors.ts';
import { NoKernelError } from './no-kernel-error.ts';
import { type TensorId, type View } from './view.ts';

/** A named array of the program and its block in the arena. */
export interface Slot {
  readonly name: string;
  readonly dtype: DType;
  readonly elements: number;
  /** Bytes from the start of the arena. */
  readonly offset: number;
}

/** A data set that is read where it lies: its address stands in a slot of the context. */
export interface TableSlot {
  readonly name: string;
  /** Bytes from the start of the context. */
  readonly pointer: number;
}

export interface PlannedKernelCode {
  readonly sources: readonly Source[];
  readonly kernel: Kernel;
}

/** Everything that code for one replica needs. */
export interface Plan {
  readonly arenaBytes: number;
  /** See `Arena`. */
  readonly fence?: Arena['fence'];
  readonly initial: readonly {
    readonly offset: number;
    readonly elements: number;
    readonly values: InitialValues;
  }[];
  /** Kernels before the first step, and of every step. */
  readonly once: readonly PlannedKernelCode[];
  readonly step: readonly PlannedKernelCode[];
  /** State that the step reads or changes. */
  readonly state: readonly Slot[];
  readonly carried: ReadonlySet<string>;
  readonly inputs: readonly Slot[];
  readonly data: readonly Slot[];
  readonly tables: readonly TableSlot[];
  readonly metrics: readonly Slot[];
}

/** Bytes of scratch space that each thread at work on a kernel needs, as whoever writes the kernel answers. */
export type ScratchBytes = (kernel: Kernel) => number;

/**
 * Plans the kernels and the memory of one replica's step.
 * @param shares threads that work on the same kernel
 * @param fenced for tests: see `planArena`
 */
export function planProgram(graph: Graph, scratchBytes: ScratchBytes, shares = 1, fenced?: FencedSide): Plan {
  return new PlanBuilder(graph, scratchBytes, shares, fenced).build();
}

/** Of a kernel whose places are asked for before memory is planned. */
const nowhere: Offsets = { bytesOf: () => 0, scratch: 0 };

class PlanBuilder {
  private readonly planner: Planner;
  private readonly placed = new Map<ValueId, TensorId>();
  private readonly replaced: (Omit<Slot, 'offset'> & { readonly tensor: TensorId })[] = [];

  constructor(
    private readonly graph: Graph,
    private readonly scratchBytes: ScratchBytes,
    private readonly shares: number,
    private readonly fenced?: FencedSide,
  ) {
    this.planner = new Planner(graph);
  }

  build(): Plan {
    const { graph, planner } = this;
    for (const node of graph.nodes) this.place(node);
    for (const node of graph.nodes) reserveMaps(planner, node);
    for (const node of graph.nodes) this.lower(node);
    const metrics = Object.entries(graph.metrics).map(([name, id]) => ({
      name,
      view: this.outputView(id),
      id,
    }));
    const updates = this.updates();
    const once = planner.kernels.filter(({ phase }) => phase === 'once');
    const ordered = updatesLast(
      planner.kernels.filter(({ phase }) => phase === 'step'),
      updates,
    );
    const isOwn = (tensor: TensorId): boolean => !planner.tensors.all[tensor]!.persistent;
    const aliases = inPlaceUpdates(ordered, updates, isOwn);
    const kernels = [...once, ...ordered, ...this.finalCopies(updates, aliases)];
    const outputs = new Set(metrics.map(({ view }) => view.tensor));
    const scratch = kernels.map((kernel) => this.shares * this.scratchBytes(kernel.resolve(nowhere)));
    const arena = planArena(planner.tensors.all, kernels, aliases, outputs, scratch, this.fenced);
    const code = kernels.map((kernel, index): PlannedKernelCode => {
      const offsets = {
        bytesOf: (tensor: TensorId) => arena.offsets[tensor]!,
        scratch: arena.scratch[index]!,
      };
      return { sources: kernel.sources, kernel: kernel.resolve(offsets) };
    });
    return {
      arenaBytes: arena.bytes,
      ...(arena.fence && { fence: arena.fence }),
      initial: this.initialValues(arena.offsets),
      once: code.slice(0, once.length),
      step: code.slice(once.length),
      state: [
        ...this.slots('state', arena.offsets),
        ...this.replaced.map(({ tensor, ...slot }) => ({ ...slot, offset: arena.offsets[tensor]! })),
      ],
      carried: new Set(updates.map(({ name }) => name)),
      inputs: this.slots('input', arena.offsets),
      data: this.slots('data', arena.offsets),
      tables: planner.tables,
      metrics: metrics.map(({ name, view, id }) => ({
        name,
        dtype: planner.node(id).dtype,
        elements: sizeOf(planner.node(id).shape),
        offset: arena.offsets[view.tensor]! + view.offset * 4,
      })),
    };
  }

  /** Placeholders and constants have their places before anything runs. */
  private place(node: GraphNode): void {
    const { planner } = this;
    if (node.kernel === 'Const') {
      planner.define(node.id, planner.constantTensor(node, node.attrs['values'] as Float32Array));
    }
    if (node.kernel !== 'Placeholder' || planner.externalTable(node.id) !== undefined) return;
    const view = planner.tensors.allocate(node.shape, true);
    planner.define(node.id, view);
    this.placed.set(node.id, view.tensor);
  }

  private lower(node: GraphNode): void {
    const { planner } = this;
    if (['Placeholder', 'Const', 'Fill'].includes(node.kernel) || planner.inlining.inlined.has(node.id))
      return;
    if (isElementwise(node)) return planner.loops.storeElementwise(node);
    const lowering = planLowerings[node.kernel];
    if (!lowering) throw new NoKernelError(node.kernel);
    lowering(planner, node);
  }

  /** The block of a result. One that shares memory with the state is copied before the state changes. */
  private outputView(id: ValueId): View {
    const { planner } = this;
    const view = planner.contiguousView(id);
    const kept = planner.tensors.all[view.tensor]!.persistent;
    return kept ? planner.copy(view, planner.node(id), 'step') : view;
  }

  private updates(): (StateUpdate & { readonly name: string; readonly id: ValueId })[] {
    const { graph } = this;
    return Object.entries(graph.state).flatMap(([name, id]) => {
      const { kernel, attrs, shape } = graph.nodes[id]!;
      if (kernel === 'Placeholder' && attrs['group'] === 'state' && attrs['name'] === name) return [];
      const elements = sizeOf(shape);
      return [{ name, id, state: this.stateTensor(name, id), next: this.outputView(id), elements }];
    });
  }

  /** The place of a state tensor; one that the step replaces without reading it has no placeholder. */
  private stateTensor(name: string, next: ValueId): TensorId {
    const { graph, planner } = this;
    const placeholder = graph.nodes.find(
      ({ kernel, attrs }) => kernel === 'Placeholder' && attrs['group'] === 'state' && attrs['name'] === name,
    );
    if (placeholder) return this.placed.get(placeholder.id)!;
    const { dtype, shape } = graph.nodes[next]!;
    const { tensor } = planner.tensors.allocate(shape, true);
    this.replaced.push({ name, dtype, elements: sizeOf(shape), tensor });
    return tensor;
  }

  private finalCopies(
    updates: readonly (StateUpdate & { readonly id: ValueId })[],
    aliases: ReadonlyMap<TensorId, TensorId>,
  ): PlanKernel[] {
    return updates
      .filter(({ next, state }) => aliases.get(next.tensor) !== state)
      .map(({ next, state, elements, id }) => {
        const group = new LoopGroup(this.planner.node(id), 'step', elements);
        group.store(group.load(next), {
          tensor: state,
          offset: 0,
          axes: [[{ extent: elements, stride: 1 }]],
        });
        return group;
      });
  }

  private slots(group: PlaceholderGroup, offsets: readonly number[]): Slot[] {
    return [...this.placed].flatMap(([id, tensor]): Slot[] => {
      const { attrs, dtype, shape } = this.planner.node(id);
      if (attrs['group'] !== group) return [];
      return [{ name: attrs['name'] as string, dtype, elements: sizeOf(shape), offset: offsets[tensor]! }];
    });
  }

  private initialValues(offsets: readonly number[]): Plan['initial'] {
    return this.planner.tensors.all.flatMap(({ initial, elements }, tensor) =>
      initial ? [{ offset: offsets[tensor]!, elements, values: initial }] : [],
    );
  }
}
