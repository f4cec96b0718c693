import { AsyncLocalStorage } from 'node:async_hooks';
import { hashOf, messageOf, type NdRecord, type ResultStore, UserError } from '#core';
import {
  type CanaryOutcome,
  type CanaryRecord,
  type ChunkResult,
  holdFirstSteps,
  recordProgram,
  type Program,
  type Step,
  type StepSpecs,
} from '#engine';

export interface CanaryOptions {
  /** What was held before, by content key: once per program and machine. */
  readonly store?: ResultStore | undefined;
  /** What the store's records hold for: the processor, and the code that compiles. */
  readonly machine: string;
}

/** Holds the first steps of every program that runs under it against another engine. */
export class Canary {
  readonly #seen = new WeakMap<Program, Promise<CanaryRecord>>();
  readonly #records = new Map<string, CanaryRecord>();
  #recent = new Map<string, CanaryRecord>();

  constructor(private readonly options: CanaryOptions) {}

  /** What it saw, one record for each program, in the order in which they first ran. */
  get records(): readonly CanaryRecord[] {
    return [...this.#records.values()];
  }

  /** The records of the programs that ran since this was last asked. */
  takeRecent(): readonly CanaryRecord[] {
    const recent = [...this.#recent.values()];
    this.#recent = new Map();
    return recent;
  }

  /** Takes over what was seen when something ran whose results are used again. */
  add(records: readonly CanaryRecord[]): void {
    for (const record of records) this.#records.set(keyOf(record), record);
  }

  /** The program, which holds its first steps before it first runs. */
  watched(program: Program, step: Step, specs: StepSpecs): Program {
    return {
      ...(program.basis && { basis: program.basis }),
      engine: program.engine,
      run: async (...given): Promise<ChunkResult> => {
        if (!this.#seen.has(program)) this.#seen.set(program, this.#hold(program, step, specs, given));
        const record = await this.#seen.get(program)!;
        this.add([record]);
        this.#recent.set(keyOf(record), record);
        return program.run(...given);
      },
      dispose: () => program.dispose(),
    };
  }

  async #hold(
    program: Program,
    step: Step,
    specs: StepSpecs,
    [state, inputs, data, steps]: readonly [NdRecord, NdRecord, NdRecord, number],
  ): Promise<CanaryRecord> {
    const { engine } = program;
    if (engine === 'reference') {
      const reason = 'the reference engine itself';
      return { outcome: 'skipped', reason, program: nameOf(step), engine };
    }
    const recorded = recordOf(program, step, specs);
    if (typeof recorded === 'string') {
      return { outcome: 'skipped', reason: recorded, program: nameOf(step), engine };
    }
    const about = { program: recorded.key, engine };
    const { store, machine } = this.options;
    const key = hashOf({ canary: about, basis: program.basis, machine });
    const known = store?.load(key) as CanaryOutcome | undefined;
    const outcome = known ?? (await holdFirstSteps(program, recorded, { state, inputs, data, steps }));
    if (!known) store?.save(key, outcome);
    return { ...outcome, ...about };
  }
}

const nameOf = ({ name }: Step): string => name || 'a step';

function keyOf({ program, engine }: CanaryRecord): string {
  return `${engine} ${program}`;
}

/** What is recorded of a program's step, or why nothing is. */
function recordOf(program: Program, step: Step, specs: StepSpecs): ReturnType<typeof recordProgram> | string {
  try {
    return recordProgram(program, step, specs);
  } catch (error) {
    if (error instanceof UserError) return `the step cannot be recorded: ${messageOf(error)}`;
    throw error;
  }
}

const canaries = new AsyncLocalStorage<Canary>();

/** The canary under which this call happens. */
export function currentCanary(): Canary | undefined {
  return canaries.getStore();
}

/** Does `work` under a canary. */
export function underCanary<Result>(canary: Canary, work: () => Promise<Result>): Promise<Result> {
  return canaries.run(canary, work);
}
