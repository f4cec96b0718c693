import { type EngineOptions, matrixPeak, type ProfileSummary, summarizeProfile } from '#engine';
import { profileText } from '#report';
import type { BenchCase } from './cases/index.ts';
import { engineTrainer } from './contenders/engine-trainer.ts';
import { benchSeeds } from './contenders/seeds.ts';
import { counted, digits } from './text.ts';

/** ONNX Runtime keeps a million events and drops the rest. */
const mostSteps = 100;
const shownGroups = 20;

export interface CaseProfile extends ProfileSummary {
  /** A step without the profile. */
  readonly plainMilliseconds: number;
  readonly compileMilliseconds: number;
}

/** Runs a case with every kernel timed, and once without. */
export async function profileCase(
  bench: BenchCase,
  replicas: number,
  options: EngineOptions,
): Promise<CaseProfile> {
  const training = bench.training(benchSeeds(replicas));
  const started = performance.now();
  const plain = await engineTrainer(training, options);
  const compileMilliseconds = performance.now() - started;
  const first = await plain.time(1);
  const steps = Math.max(3, Math.min(mostSteps, Math.round(1500 / first)));
  const plainMilliseconds = (await plain.time(steps)) / steps;
  await plain.dispose();
  const profiled = await engineTrainer(training, { ...options, profile: true });
  await profiled.run(1);
  await profiled.run(steps);
  const profile = await profiled.profile();
  await profiled.dispose();
  const peak = await matrixPeak(options.engine);
  return { ...summarizeProfile(profile, peak), plainMilliseconds, compileMilliseconds };
}

/** The profile as a table. */
export function caseText(
  bench: BenchCase,
  replicas: number,
  { engine, threads }: EngineOptions,
  profile: CaseProfile,
): string {
  const how = engine === 'cpu' ? `${threads} threads` : `engine ${engine}`;
  const { plainMilliseconds, compileMilliseconds } = profile;
  const without = `${digits(plainMilliseconds)} ms a step without the profile`;
  return [
    `${bench.title}; ${counted(replicas)}, ${how}`,
    `${without}; compiled in ${digits(compileMilliseconds)} ms`,
    profileText(profile, { color: false, rows: shownGroups }),
    '',
  ].join('\n');
}
