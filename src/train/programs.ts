import { canonicalJson } from '#core';
import {
  compile,
  type EngineOptions,
  type EngineProfile,
  type IdCheck,
  idCheckOf,
  type Program,
  type Step,
  type StepSpecs,
} from '#engine';
import { currentCanary } from './canary.ts';
import { currentProfiler, Profiler, underProfiler } from './profiler.ts';

interface Compiled {
  readonly program: Program;
  /** Of labels, ids and indices that come from the host. */
  readonly check: IdCheck;
  /** The program, which does it before each run. */
  readonly checked: Program;
}

interface Entry {
  readonly step: Step;
  readonly key: string;
  /** Who gets the profile of the program when it is disposed. */
  readonly profiler: Profiler | undefined;
  readonly compiled: Promise<Compiled>;
  users: number;
}

/** Programs kept for another use; the least recently used one goes first. */
const idleLimit = 8;
let entries: Entry[] = [];

/**
 * Runs `use` with the step's program: compiled on first sight of the step (by identity), its specs and its engine, and
 * kept for the next time. Under a canary its first steps are held against the reference engine.
 *
 * Before each run the labels, ids and indices among inputs and data are checked, as `idCheckOf` says.
 */
export async function withProgram<Result>(
  step: Step,
  specs: StepSpecs,
  options: EngineOptions,
  use: (program: Program) => Promise<Result>,
): Promise<Result> {
  const entry = acquire(step, specs, options);
  entry.users++;
  try {
    const { program, checked, check } = await entry.compiled;
    const canary = entry.profiler ? undefined : currentCanary();
    return await use(canary ? withIdsChecked(canary.watched(program, step, specs), check) : checked);
  } finally {
    entry.users--;
    await disposeIdle();
  }
}

/**
 * The profiles of the programs of every scan and evaluation that `work` does, in no particular order; they are compiled anew.
 * @param mostSteps of one call of a program, so that `work` can stop a training after few steps
 * @throws what `work` throws; UserError when the engine has no profile
 */
export async function profilePrograms(
  mostSteps: number,
  work: () => Promise<void>,
): Promise<readonly EngineProfile[]> {
  const profiler = new Profiler(mostSteps);
  try {
    await underProfiler(profiler, work);
  } finally {
    const own = entries.filter((entry) => entry.profiler === profiler);
    entries = entries.filter((entry) => entry.profiler !== profiler);
    for (const entry of own) await dispose(entry);
  }
  return profiler.profiles;
}

function acquire(step: Step, specs: StepSpecs, options: EngineOptions): Entry {
  const key = canonicalJson({ specs, options });
  const profiler = currentProfiler();
  const known = entries.find(
    (entry) => entry.step === step && entry.key === key && entry.profiler === profiler,
  );
  const entry = known ?? {
    step,
    key,
    profiler,
    compiled: compileChecked(step, specs, profiler ? { ...options, profile: true } : options),
    users: 0,
  };
  // A program that did not compile is forgotten, so that a mended step is tried again.
  if (!known) entry.compiled.catch(() => (entries = entries.filter((other) => other !== entry)));
  entries = [...entries.filter((other) => other !== entry), entry];
  return entry;
}

async function compileChecked(step: Step, specs: StepSpecs, options: EngineOptions): Promise<Compiled> {
  const program = await compile(step, specs, options);
  const check = idCheckOf(program, step, specs);
  return { program, check, checked: withIdsChecked(program, check) };
}

function withIdsChecked(program: Program, check: IdCheck): Program {
  return {
    engine: program.engine,
    ...(program.basis && { basis: program.basis }),
    run: async (state, inputs, data, steps) => {
      check(inputs, data);
      return program.run(state, inputs, data, steps);
    },
    dispose: () => program.dispose(),
  };
}

async function disposeIdle(): Promise<void> {
  const idle = entries.filter((entry) => entry.users === 0);
  const surplus = idle.slice(0, Math.max(0, idle.length - idleLimit));
  entries = entries.filter((entry) => !surplus.includes(entry));
  await Promise.all(surplus.map(dispose));
}

async function dispose({ compiled, profiler }: Entry): Promise<void> {
  const { program } = await compiled;
  await profiler?.take(program);
  await program.dispose();
}
