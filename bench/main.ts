import { canonicalJson, messageOf, UserError } from '#core';
import { cases } from './cases/index.ts';
import { checkCase } from './check.ts';
import { type Contender, labelOf } from './contenders/contender.ts';
import type { Problem } from './contenders/protocol.ts';
import { growthReport, measureGrowth } from './growth/measure-growth.ts';
import { saveGrowth } from './growth/save-growth.ts';
import { busyLoad, describeMachine, load } from './machine.ts';
import { measureGroup, type Row } from './measure.ts';
import { type BenchOptions, readOptions, usage } from './options.ts';
import { caseText, profileCase } from './profile.ts';
import { type Measured, requireQuietMachine, resultJson, save } from './save.ts';
import { comparisonLine, counted, groupTable, verdictLines } from './text.ts';
import { verdictsOf } from './verdicts.ts';

const print = (text: string): void => void process.stdout.write(text);
const note = (text: string): void => void process.stderr.write(text);

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

async function measureAll(options: BenchOptions): Promise<Measured> {
  const before = load();
  if (before > busyLoad) note(`the machine is busy (load ${before.toFixed(1)}): these numbers say little\n`);
  const givenUp = new GivenUp();
  const groups: { bench: BenchOptions['cases'][number]; rows: Row[] }[] = [];
  for (const bench of options.cases) {
    for (const replicas of options.replicas) {
      note(`${bench.name}, ${counted(replicas)}\n`);
      const skip = (contender: Contender) => givenUp.reason(bench.name, labelOf(contender));
      const rows = await measureGroup(bench, replicas, options, skip);
      givenUp.learn(rows);
      groups.push({ bench, rows });
      if (!options.json) print(groupTable(bench, rows));
    }
  }
  const torch = groups.flatMap(({ rows }) => rows).find(({ kind, version }) => kind === 'torch' && version);
  const { rounds, sampleSeconds, limitSeconds } = options;
  return {
    machine: await describeMachine(torch?.version),
    load: before,
    date: new Date().toISOString().slice(0, 10),
    ...{ rounds, sampleSeconds, limitSeconds },
    groups,
    verdicts: groups.flatMap(({ bench, rows }) => verdictsOf(bench, rows)),
  };
}

async function check(options: BenchOptions): Promise<number> {
  let differing = 0;
  for (const bench of options.cases) {
    for (const comparison of await checkCase(bench)) {
      print(comparisonLine(comparison));
      if (!comparison.agrees) differing++;
    }
  }
  return differing === 0 ? 0 : 1;
}

async function growth(options: BenchOptions): Promise<number> {
  if (options.save) requireQuietMachine();
  const measured = await measureGrowth(options, note);
  print(options.json ? `${canonicalJson(measured, 2)}\n` : growthReport(measured));
  if (options.save) for (const file of await saveGrowth(measured)) note(`wrote ${file}\n`);
  return measured.verdicts.every(({ passes }) => passes) ? 0 : 1;
}

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    print(`${usage}\n${cases.map(({ name, title }) => `  ${name.padEnd(24)} ${title}\n`).join('')}`);
    return 0;
  }
  if (options.check) return check(options);
  if (options.growth) return growth(options);
  if (options.profile) {
    for (const replicas of options.replicas) {
      const profile = await profileCase(options.profile, replicas, options.threads);
      if (options.json) print(`${canonicalJson(profile, 2)}\n`);
      else print(caseText(options.profile, replicas, options.threads, profile));
    }
    return 0;
  }
  if (options.save) requireQuietMachine();
  const measured = await measureAll(options);
  if (options.json) print(`${canonicalJson(resultJson(measured), 2)}\n`);
  else print(verdictLines(measured.verdicts));
  if (options.save) for (const file of await save(measured)) note(`wrote ${file}\n`);
  return 0;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  const mend = error instanceof UserError && error.mend !== undefined ? `\n  ${error.mend}` : '';
  note(
    `${error instanceof UserError ? error.message : String((error as Error).stack ?? messageOf(error))}${mend}\n`,
  );
  process.exit(2);
}
