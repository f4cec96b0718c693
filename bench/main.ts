import { canonicalJson, messageOf, UserError } from '#core';
import type { EngineOptions } from '#engine';
import { cases } from './cases/index.ts';
import { checkCase } from './check.ts';
import type { Contender } from './contenders/contender.ts';
import { bestEngine, findGpu, identityOf, lackOf, requireGpuHardware } from './gpu.ts';
import { growthReport, measureGrowth } from './growth/measure-growth.ts';
import { busyLoad, load, requireQuietMachine } from './machine.ts';
import { measureAll } from './measure-all.ts';
import { type BenchOptions, readOptions, usage } from './options.ts';
import { caseText, profileCase } from './profile.ts';
import { type Measured, readResults, resultJson } from './result.ts';
import { comparisonLine, groupTable, verdictLines } from './text.ts';

const print = (text: string): void => void process.stdout.write(text);
const note = (text: string): void => void process.stderr.write(text);

async function check({ cases: chosen, device }: BenchOptions): Promise<number> {
  const gpu = device === 'gpu' ? await findGpu() : undefined;
  const lack = (contender: Contender) => gpu && lackOf(gpu, contender);
  const count = { agrees: 0, DIFFERS: 0, missing: 0 };
  for (const bench of chosen) {
    for (const comparison of await checkCase(bench, device, lack)) {
      print(comparisonLine(comparison));
      count[comparison.finding]++;
    }
  }
  // Where everybody was missing, nothing is known to agree.
  return count.DIFFERS === 0 && count.agrees > 0 ? 0 : 1;
}

async function growth(options: BenchOptions): Promise<number> {
  if (options.save) requireQuietMachine();
  const measured = await measureGrowth(options, note);
  print(options.json ? `${canonicalJson(measured, 2)}\n` : growthReport(measured));
  if (options.save) {
    const { saveGrowth } = await import('./growth/save-growth.ts');
    for (const file of await saveGrowth(measured)) note(`wrote ${file}\n`);
  }
  return measured.verdicts.every(({ passes }) => passes) ? 0 : 1;
}

async function profile(options: BenchOptions): Promise<number> {
  const { threads, device } = options;
  const engine = device === 'gpu' ? bestEngine(await findGpu()) : 'cpu';
  const engineOptions: EngineOptions = { engine, threads };
  for (const replicas of options.replicas) {
    const found = await profileCase(options.profile!, replicas, engineOptions);
    if (options.json) print(`${canonicalJson(found, 2)}\n`);
    else print(caseText(options.profile!, replicas, engineOptions, found));
  }
  return 0;
}

/** @throws UserError where packages of development are not installed: a bundle does not have them */
async function pages(): Promise<typeof import('./save.ts')> {
  try {
    return await import('./save.ts');
  } catch (error) {
    throw new UserError(
      `--save cannot write pages here: ${messageOf(error)}`,
      'keep what --json prints, and give it to --from FILE --save in the repository',
    );
  }
}

async function measure(options: BenchOptions): Promise<Measured> {
  if (options.save) {
    await pages();
    if (options.device === 'gpu') {
      const gpu = await findGpu();
      bestEngine(gpu);
      requireGpuHardware(identityOf(gpu, undefined));
    }
    requireQuietMachine();
  }
  if (load() > busyLoad) note(`the machine is busy (load ${load().toFixed(1)}): these numbers say little\n`);
  return measureAll(options, note, options.json ? () => undefined : print);
}

/** A result that was measured before. */
function reread(files: readonly string[], options: BenchOptions): Measured {
  const measured = readResults(files);
  const { gpu } = measured.machine;
  if (options.save) {
    if (gpu) requireGpuHardware(gpu);
    requireQuietMachine(measured.load);
  }
  if (!options.json) for (const { bench, rows } of measured.groups) print(groupTable(bench, rows, gpu));
  return measured;
}

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    print(`${usage}\n${cases.map(({ name, title }) => `  ${name.padEnd(24)} ${title}\n`).join('')}`);
    return 0;
  }
  if (options.check) return check(options);
  if (options.growth) return growth(options);
  if (options.profile) return profile(options);
  const measured = options.from === undefined ? await measure(options) : reread(options.from, options);
  if (options.json) print(`${canonicalJson(resultJson(measured), 2)}\n`);
  else print(verdictLines(measured.verdicts));
  if (options.save) {
    const { save } = await pages();
    for (const file of await save(measured)) note(`wrote ${file}\n`);
  }
  return 0;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  const hint = error instanceof UserError && error.hint !== undefined ? `\n  ${error.hint}` : '';
  note(
    `${error instanceof UserError ? error.message : String((error as Error).stack ?? messageOf(error))}${hint}\n`,
  );
  process.exit(2);
}
