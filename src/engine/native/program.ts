import { type NdArray, type NdRecord, sizeOf } from '#core';
import { badIndexError } from '../bad-index.ts';
import { checkLive, checkRun } from '../contract.ts';
import type { OneReplica } from '../passes/replicas/one-replica.ts';
import type { EngineProfile } from '../profile/engine-profile.ts';
import type { Graph } from '../graph/graph.ts';
import type { ChunkResult, Program, StepSpecs } from '../types.ts';
import type { ContextLayout, External } from './code/context.ts';
import { Arena } from './arena.ts';
import { inTurn } from './in-turn.ts';
import { fromWords, type Words, wordsFor, toWords } from '../words.ts';
import type { Plan } from '../plan/index.ts';
import { OutsideMemory } from './outside-memory.ts';
import { Measured } from './profile/index.ts';
import { type Bound, RunBlock } from './run-block.ts';
import type { Executable } from './x64/index.ts';

export interface NativeParts {
  readonly recorded: Graph;
  readonly specs: StepSpecs;
  readonly plan: Plan;
  readonly layout: ContextLayout;
  readonly one: OneReplica;
  /** Shapes of the metrics of one step, for all replicas. */
  readonly metricShapes: Readonly<Record<string, readonly number[]>>;
  /** Code of each thread that shares a replica; one if threads take replicas of their own. */
  readonly executables: readonly Executable[];
  readonly threads: number;
  /** Whether the code counts the cycles of each kernel. */
  readonly countCycles: boolean;
}

/**
 * A step in machine code. A replica runs all steps of a chunk before the next: threads either take replicas off a
 * queue, or share every kernel of the same replica.
 */
export class NativeProgram implements Program {
  readonly engine = 'cpu';
  readonly basis = 'machine code';
  readonly recorded: Graph;
  private readonly arenas: Arena[] = [];
  private block: RunBlock | undefined;
  private disposed = false;
  private readonly measured: Measured | undefined;
  readonly profile?: () => Promise<EngineProfile>;

  constructor(private readonly parts: NativeParts) {
    this.recorded = parts.recorded;
    if (!parts.countCycles) return;
    const measured = new Measured(parts.plan, parts.one.replicas, parts.executables.length, this.arenas);
    this.measured = measured;
    this.profile = async () => Promise.resolve(measured.profile());
  }

  /** Independent replicas. */
  get replicas(): number {
    return this.parts.one.replicas;
  }

  async run(state: NdRecord, inputs: NdRecord, data: NdRecord, steps: number): Promise<ChunkResult> {
    checkLive(this.disposed);
    checkRun(this.parts.specs, state, inputs, data, steps);
    const fold = () => this.fold(state, inputs, data, steps);
    return inTurn(() => (this.measured ? this.measured.run(steps, fold) : fold()));
  }

  async dispose(): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    await inTurn(async () => {
      this.arenas.splice(0).forEach((arena) => arena.release());
      this.block?.release();
      this.parts.executables.forEach((executable) => executable.release());
      return Promise.resolve();
    });
  }

  private async fold(state: NdRecord, inputs: NdRecord, data: NdRecord, steps: number): Promise<ChunkResult> {
    const { specs, plan, layout, one, metricShapes } = this.parts;
    const memory = new OutsideMemory();
    const given = new Arrays(one, memory);
    const stateIn = given.read(layout.stateIn, state, one.shared.state);
    const bound = [
      ...stateIn,
      ...given.read(layout.inputs, inputs, one.shared.input),
      ...given.read(layout.data, data, one.shared.data),
      ...given.readTables(plan.tables, data),
    ];
    const made = new Arrays(one, memory);
    const next = made.write(layout.stateOut, one.shared.state, 1);
    const metrics = made.write(layout.metrics, one.shared.metrics, steps);
    try {
      await this.runReplicas([...bound, ...next.bound, ...metrics.bound], steps);
    } finally {
      memory.finish();
    }
    return {
      state: { ...state, ...named(next.words, (name) => specs.state[name]!.shape) },
      metrics: named(metrics.words, (name) => [steps, ...metricShapes[name]!]),
    };
  }

  /** Runs all replicas: in parallel, or one after the other with each kernel parallel. */
  private async runReplicas(bound: readonly Bound[], steps: number): Promise<void> {
    const { one, executables } = this.parts;
    const together = executables.length > 1;
    const threads = together ? executables.length : Math.min(this.parts.threads, one.replicas);
    const arenas = Array.from({ length: together ? 1 : threads }, (_, index) => this.arena(index));
    this.block ??= new RunBlock(threads, this.parts.layout.words, bound.length);
    const contexts = this.block.fill(arenas, bound, one.replicas, steps);
    const results = await Promise.all(
      contexts.map((context, thread) => executables[together ? thread : 0]!.callAsync(context)),
    );
    for (const arena of arenas) arena.checkGaps();
    const failed = results.findIndex((result) => result !== 0);
    if (failed >= 0) throw badIndexError(one.graph, results[failed]! - 1, this.block.badIndexOf(failed));
  }

  private arena(worker: number): Arena {
    const { plan, countCycles } = this.parts;
    return (this.arenas[worker] ??= new Arena(plan, countCycles));
  }
}

/** The outside arrays of one run, in 4-byte words. */
class Arrays {
  constructor(
    private readonly one: OneReplica,
    private readonly memory: OutsideMemory,
  ) {}

  read(externals: readonly External[], record: NdRecord, shared: ReadonlySet<string>): Bound[] {
    // What a step replaces without reading it is read all the same: its block must exist.
    return externals.map((external) => this.bind(external, toWords(record[external.name]!), shared));
  }

  readTables(tables: Plan['tables'], data: NdRecord): Bound[] {
    return tables.map(({ name, pointer }) => {
      const words = toWords(data[name]!);
      const step = this.one.shared.data.has(name) ? 0 : (4 * words.values.length) / this.one.replicas;
      return { pointer, address: this.memory.place(words), step };
    });
  }

  write(
    externals: readonly External[],
    shared: ReadonlySet<string>,
    steps: number,
  ): { readonly bound: Bound[]; readonly words: ReadonlyMap<string, Words> } {
    const words = new Map<string, Words>();
    const bound = externals.map((external) => {
      const replicas = shared.has(external.name) ? 1 : this.one.replicas;
      const own = wordsFor(external.dtype, external.elements * replicas * steps);
      words.set(external.name, own);
      return this.bind(external, own, shared);
    });
    return { bound, words };
  }

  private bind({ pointer, name, elements }: External, words: Words, shared: ReadonlySet<string>): Bound {
    return { pointer, address: this.memory.place(words), step: shared.has(name) ? 0 : 4 * elements };
  }
}

function named(
  words: ReadonlyMap<string, Words>,
  shapeOf: (name: string) => readonly number[],
): Record<string, NdArray> {
  return Object.fromEntries(
    [...words].map(([name, own]) => {
      const array = fromWords(own, shapeOf(name));
      if (array.values.length !== sizeOf(array.shape)) throw new Error(`'${name}' has the wrong size`);
      return [name, array];
    }),
  );
}
