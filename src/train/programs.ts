import { canonicalJson } from '#core';
import { compile, type EngineOptions, type Program, type Step, type StepSpecs } from '#engine';

interface Entry {
  readonly step: Step;
  readonly key: string;
  readonly program: Promise<Program>;
  users: number;
}

/** Programs kept for another use; the least recently used one goes first. */
const idleLimit = 8;
let entries: Entry[] = [];

/**
 * Runs `use` with the step's program: compiled on first sight of the step (by identity), its specs and its engine, and
 * kept for the next time.
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
    return await use(await entry.program);
  } finally {
    entry.users--;
    await disposeIdle(idleLimit);
  }
}

/** Disposes every program that is not in use. */
export async function disposePrograms(): Promise<void> {
  await disposeIdle(0);
}

function acquire(step: Step, specs: StepSpecs, options: EngineOptions): Entry {
  const key = canonicalJson({ specs, options });
  const known = entries.find((entry) => entry.step === step && entry.key === key);
  const entry = known ?? { step, key, program: compile(step, specs, options), users: 0 };
  // A program that did not compile is forgotten, so that a mended step is tried again.
  if (!known) entry.program.catch(() => (entries = entries.filter((other) => other !== entry)));
  entries = [...entries.filter((other) => other !== entry), entry];
  return entry;
}

async function disposeIdle(keep: number): Promise<void> {
  const idle = entries.filter((entry) => entry.users === 0);
  const surplus = idle.slice(0, Math.max(0, idle.length - keep));
  entries = entries.filter((entry) => !surplus.includes(entry));
  await Promise.all(surplus.map(async (entry) => (await entry.program).dispose()));
}
