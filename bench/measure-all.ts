import type { BenchCase } from './cases/index.ts';
import { type Contender, labelOf } from './contenders/contender.ts';
import type { Problem } from './contenders/protocol.ts';
import { findGpu, identityOf, lackOf } from './gpu.ts';
import { describeMachine, load } from './machine.ts';
import { measureGroup, type MeasureOptions, type Row } from './measure.ts';
import type { Group, Measured } from './result.ts';
import { counted, groupTable } from './text.ts';
import { verdictsOf } from './verdicts.ts';

export interface AllOptions extends MeasureOptions {
  readonly cases: readonly BenchCase[];
  readonly replicas: readonly number[];
}

/** Contenders that could not do fewer replicas do not try more. */
class GivenUp {
  private readonly known = new Map<string, Problem>();

  learn(rows: readonly Row[]): void {
    for (const { case: name, label, replicas, problem, limitSeconds } of rows) {
      if (problem === undefined || this.known.has(`${name} ${label}`)) continue;
      const reason = limitSeconds === undefined ? problem : `${problem} at ${counted(replicas)}`;
      this.known.set(`${name} ${label}`, { problem: reason, ...(limitSeconds && { limitSeconds }) });
    }
  }

  reason(name: string, label: string): Problem | undefined {
    return this.known.get(`${name} ${label}`);
  }
}

/**
 * Measures every case at every number of replicas.
 * @param note takes what is going on
 * @param show takes the table of each group once it is measured
 */
export async function measureAll(
  options: AllOptions,
  note: (text: string) => void,
  show: (table: string) => void,
): Promise<Measured> {
  const before = load();
  const gpu = options.device === 'gpu' ? await findGpu() : undefined;
  const identity = (rows: readonly Row[]) =>
    gpu && identityOf(gpu, rows.find((row) => row.gpu !== undefined)?.gpu);
  const givenUp = new GivenUp();
  const groups: Group[] = [];
  for (const bench of options.cases) {
    for (const replicas of options.replicas) {
      note(`${bench.name}, ${counted(replicas)}\n`);
      const skip = (contender: Contender): Problem | undefined =>
        (gpu && lackOf(gpu, contender)) ?? givenUp.reason(bench.name, labelOf(contender));
      const rows = await measureGroup(bench, replicas, options, skip);
      givenUp.learn(rows);
      groups.push({ bench, rows });
      show(groupTable(bench, rows, identity(rows)));
    }
  }
  const all = groups.flatMap(({ rows }) => rows);
  const torch = all.find(({ kind, version }) => kind === 'torch' && version);
  const { rounds, sampleSeconds, limitSeconds } = options;
  return {
    machine: await describeMachine(torch?.version, identity(all)),
    load: before,
    date: new Date().toISOString().slice(0, 10),
    ...{ rounds, sampleSeconds, limitSeconds, groups },
    verdicts: groups.flatMap(({ bench, rows }) => verdictsOf(bench, rows)),
  };
}
