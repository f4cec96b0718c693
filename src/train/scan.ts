import { setImmediate as nextTurn } from 'node:timers/promises';
import { type NdRecord, stack, UserError } from '#core';
import { type EngineName, type Program, resolveEngine } from '#engine';
import { chunkInputs, stepSpecs } from './chunk-inputs.ts';
import { chunkPlan } from './chunk-plan.ts';
import { Interrupted } from './interrupted.ts';
import { atMostProfiled } from './profiler.ts';
import { withProgram } from './programs.ts';
import { RowLog } from './row-log.ts';
import { checkpointKey, fromCheckpoint, toCheckpoint } from './scan-checkpoint.ts';
import { scanRecordOf } from './scan-record.ts';
import type { ScanOptions, ScanResult } from './scan-options.ts';

/**
 * Trains: folds `step` over `steps` steps for all replicas at once.
 *
 * Between chunks it reports progress, observes, writes checkpoints, and stops when the run is aborted; a scan that
 * starts again with the same arguments goes on from its checkpoint and ends with the same numbers. The checkpoint of a
 * scan that was long enough to write one stays when the scan is done, so that a run of several scans repeats none.
 * @throws Interrupted when `run.signal` is aborted
 * @throws UserError when an option, the shape of an array, or a label, id or index among inputs and data is out of order
 */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  checkOptions(options);
  takeName(options);
  options.run.onScan?.(scanRecordOf(options));
  const { engine } = await resolveEngine(options.run.engine);
  const progress = new ScanProgress(options, engine);
  if (!progress.done) {
    const { run, step, data = {}, inputs } = options;
    const specs = stepSpecs(progress.state, chunkInputs(inputs, progress.step, 1), data);
    await withProgram(step, specs, { engine, threads: run.threads }, (program) => advance(progress, program));
  }
  return progress.result();
}

async function advance(progress: ScanProgress, program: Program): Promise<void> {
  const { data = {}, inputs, chunk = 'auto', run, name, steps } = progress.options;
  const plan = chunkPlan(chunk);
  while (!progress.done) {
    const start = performance.now();
    const count = plan.next(atMostProfiled(progress.stepsToNextStop()));
    const given = chunkInputs(inputs, progress.step, count);
    const { state, metrics } = await program.run(progress.state, given, data, count);
    plan.took(count, (performance.now() - start) / 1000);
    progress.took(count, state, metrics);
    await progress.observe();
    run.onProgress?.({ step: progress.step, steps, replicas: run.seeds.length });
    // Engines may hold the thread for a whole chunk: signals and timers get their turn here.
    await nextTurn();
    progress.checkpoint(run.signal?.aborted === true);
    if (run.signal?.aborted && !progress.done) throw new Interrupted(name, progress.step, steps);
  }
}

/** How far a scan has come, and what it has collected. */
class ScanProgress {
  step = 0;
  state: NdRecord;
  private stopped = false;
  private saved = false;
  private lastCheckpoint = performance.now();
  private readonly metrics: RowLog;
  private readonly observations: RowLog;
  private readonly key: string | undefined;

  constructor(
    readonly options: ScanOptions,
    private readonly engine: EngineName,
  ) {
    const { run, state, steps, every = 1, observe } = options;
    this.state = state;
    this.metrics = new RowLog(Math.ceil(steps / every));
    this.observations = new RowLog(observe ? Math.floor(steps / observe.every) : 0);
    this.key = run.checkpoints && checkpointKey(options, engine);
    this.resume();
  }

  get done(): boolean {
    return this.stopped || this.step >= this.options.steps;
  }

  /** Steps until the next observation or the end. */
  stepsToNextStop(): number {
    const { steps, observe } = this.options;
    const left = steps - this.step;
    return observe ? Math.min(left, observe.every - (this.step % observe.every)) : left;
  }

  took(count: number, state: NdRecord, metrics: NdRecord): void {
    const { every = 1, record } = this.options;
    const kept = Array.from({ length: count }, (_, row) => row).filter(
      (row) => (this.step + row) % every === 0,
    );
    this.metrics.append(record ? picked(metrics, record) : metrics, kept);
    this.step += count;
    this.state = state;
  }

  async observe(): Promise<void> {
    const { observe } = this.options;
    if (!observe || this.step % observe.every !== 0) return;
    const { values, stop = false } = (await observe.call({ step: this.step, state: this.state })) ?? {};
    if (values) {
      const asRows = Object.entries(values).map(([name, array]) => [name, stack([array])] as const);
      this.observations.append(Object.fromEntries(asRows), [0]);
    }
    this.stopped = stop;
  }

  /** Writes a checkpoint when one is due, when told to, and at the end of a scan that has written one before. */
  checkpoint(now: boolean): void {
    const { run, checkpointSeconds = 5 } = this.options;
    const due = performance.now() - this.lastCheckpoint >= checkpointSeconds * 1000;
    if (!this.key || !(now || due || (this.done && this.saved))) return;
    run.checkpoints?.save(this.key, toCheckpoint(this.position()));
    this.saved = true;
    this.lastCheckpoint = performance.now();
  }

  result(): ScanResult {
    const { every = 1, observe } = this.options;
    const { state, metrics, observations, step } = this.position();
    return {
      engine: this.engine,
      state,
      metrics,
      at: Array.from({ length: this.metrics.size }, (_, index) => index * every),
      observations,
      observedAt: Array.from({ length: this.observations.size }, (_, index) => (index + 1) * observe!.every),
      steps: step,
    };
  }

  private position() {
    return {
      step: this.step,
      state: this.state,
      metrics: this.metrics.record(),
      observations: this.observations.record(),
      observed: this.observations.size,
      stopped: this.stopped,
    };
  }

  private resume(): void {
    const { run, steps, every = 1 } = this.options;
    const checkpoint = this.key === undefined ? undefined : run.checkpoints?.load(this.key);
    if (!checkpoint) return;
    const { step, state, metrics, observations, stopped, observed } = fromCheckpoint(checkpoint);
    this.step = step;
    this.state = state;
    this.stopped = stopped;
    this.saved = true;
    // Counted, not read from the arrays: there may be none.
    this.metrics.append(metrics, indices(Math.ceil(step / every)));
    this.observations.append(observations, indices(observed));
    run.onProgress?.({ step, steps, replicas: run.seeds.length });
  }
}

function indices(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function picked(metrics: NdRecord, names: readonly string[]): NdRecord {
  return Object.fromEntries(
    names.map((name) => {
      const array = metrics[name];
      if (array) return [name, array];
      throw new UserError(
        `the step has no metric '${name}'; it has ${Object.keys(metrics).join(', ') || 'none'}`,
        'correct the names in record',
      );
    }),
  );
}

/** Of two scans of one name the second would be given what the first left behind. */
function takeName({ run: { scanNames }, name }: ScanOptions): void {
  if (scanNames?.has(name)) {
    throw new UserError(
      `scan: the name '${name}' is taken by an earlier scan of this arm`,
      'give every scan of an arm its own name: checkpoints are filed by it',
    );
  }
  scanNames?.add(name);
}

function checkOptions({ steps, every = 1, observe }: ScanOptions): void {
  for (const [field, value] of Object.entries({ steps, every, 'observe.every': observe?.every ?? 1 })) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new UserError(
      `scan: ${field} must be a whole number of at least 1, got ${value}`,
      `correct ${field}`,
    );
  }
}
