import type { BenchOptions } from '../options.ts';
import { busyLoad, describeMachine, load, type Machine } from '../machine.ts';
import { type ArmCompilation, compileArms } from './arm-compilation.ts';
import { type CaseGrowth, caseGrowth, type CaseGrowthResult } from './case-growth.ts';
import { armCells, caseCells, growthLines, plainTable } from './growth-text.ts';
import { armVerdicts, caseVerdicts, type GrowthVerdict } from './growth-verdicts.ts';

export interface GrowthMeasured {
  readonly machine: Machine;
  /** Load before the first sample. */
  readonly load: number;
  readonly date: string;
  readonly threads: number;
  readonly rounds: number;
  readonly sampleSeconds: number;
  readonly cases: readonly CaseGrowthResult[];
  readonly arms: readonly ArmCompilation[];
  readonly verdicts: readonly GrowthVerdict[];
}

/** Measures how every case grows with replicas and steps, and what compiling takes. */
export async function measureGrowth(
  options: BenchOptions,
  note: (text: string) => void,
): Promise<GrowthMeasured> {
  const before = load();
  if (before > busyLoad) note(`the machine is busy (load ${before.toFixed(1)}): these numbers say little\n`);
  const { threads, rounds, sampleSeconds } = options;
  const cases: CaseGrowthResult[] = [];
  for (const bench of options.cases) {
    note(`${bench.name}\n`);
    cases.push(await caseGrowth(bench, options));
  }
  const arms = options.allCases ? await compileArms(threads, note) : [];
  return {
    machine: await describeMachine(undefined),
    load: before,
    date: new Date().toISOString().slice(0, 10),
    ...{ threads, rounds, sampleSeconds, cases, arms },
    verdicts: [...cases.flatMap(caseVerdicts), ...armVerdicts(arms)],
  };
}

/** Those that nothing stopped. */
export function measuredCases({ cases }: GrowthMeasured): CaseGrowth[] {
  return cases.flatMap((growth) => ('problem' in growth ? [] : [growth]));
}

/** Both tables, and what does not hold. */
export function growthReport(measured: GrowthMeasured): string {
  const { arms, verdicts } = measured;
  const tables = [caseCells(measuredCases(measured)), ...(arms.length > 0 ? [armCells(arms)] : [])];
  return `${tables.map(plainTable).join('')}${growthLines(verdicts)}`;
}
