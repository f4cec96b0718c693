import { isAbsolute, join, normalize, resolve } from 'node:path';
import { defineCommand, runCommand } from 'citty';
import { packageRoot, printable, UserError } from '#core';
import { plural } from '#report';
import type { Submission } from '#runner';
import { descriptions } from './descriptions.ts';
import { checkArguments, claimsFolder, ledgerFolder, wholeNumber } from './options.ts';
import { foreignOption, submitArgs, type Cluster, type SubmitOptions } from './submit-options.ts';
import { print, printError } from './terminal.ts';
import { parseTraining } from './training-options.ts';

export const submit = defineCommand({
  meta: { name: 'submit', description: descriptions.submit },
  args: submitArgs,
  async run({ args: given }) {
    checkArguments(given, submitArgs, { many: true });
    const cluster = clusterOf(given);
    const asked = parseTraining(given);
    const { parseMemory, parseTimeLimit, planUnits } = await import('#runner');
    const resources = {
      cpus: optionalCount('--cpus-per-task', given['cpus-per-task']),
      gpus: optionalCount('--gpus-per-task', given['gpus-per-task']),
      memory: given.memory === undefined ? undefined : parseMemory(given.memory),
      time: given.time === undefined ? undefined : parseTimeLimit(given.time),
    };
    const { out, reports, engine } = given;
    const places = { claims: claimsFolder(given.claims), out, reports, ledger: ledgerFolder };
    const plan = await planUnits({ ...places, ...asked, engine, filters: given._ });
    const units = plan.units.filter(({ done }) => !done);
    // What the tasks are told of the engine is what it is here: their keys are of it.
    const options = runWords(given, plan.engine);
    if (units.length === 0)
      return assemble([...given._, ...options], given['dry-run'] || cluster === 'kubernetes');
    for (const { message } of plan.refused) printError(`error: ${printable(message)}`);
    tellLong(units, resources.time);
    const submission = { project: process.cwd(), options, units, resources };
    return cluster === 'slurm' ? toSlurm(submission, given) : toKubernetes(submission, given);
  },
});

function clusterOf(given: SubmitOptions): Cluster {
  const cluster = (['slurm', 'kubernetes'] as const).find((known) => known === given.on);
  if (!cluster) {
    throw new UserError(
      given.on === undefined ? 'submit to what?' : `unknown cluster "${given.on}"`,
      'choose --on slurm or --on kubernetes',
    );
  }
  const foreign = foreignOption(cluster, given);
  if (foreign !== undefined) throw new UserError(`--${foreign} means nothing to ${cluster}`, 'leave it out');
  if (cluster === 'kubernetes') checkForPods(given);
  return cluster;
}

/** @throws UserError for what is not only printed, and for a folder that a pod, which has the project elsewhere, would not find */
function checkForPods(given: SubmitOptions): void {
  if (!given['dry-run']) {
    throw new UserError(
      'manifests for Kubernetes are only printed',
      'give --dry-run, and hand what it prints to kubectl apply -f -',
    );
  }
  for (const name of ['claims', 'out', 'reports'] as const) {
    const folder = given[name];
    if (folder === undefined || (!isAbsolute(folder) && !normalize(folder).startsWith('..'))) continue;
    throw new UserError(
      `--${name} ${folder} leads out of the project, and a pod has the project alone`,
      `name a folder in it, by its path from ${process.cwd()}`,
    );
  }
}

const optionalCount = (option: string, text: string | undefined): number | undefined =>
  text === undefined ? undefined : wholeNumber(option, text, 1);

/** What `work`, `submit` and `verify` are told alike. */
function runWords(given: SubmitOptions, engine: string): string[] {
  const names = ['tier', 'seeds', 'seed-base', 'out', 'reports', 'claims'] as const;
  return ['--engine', engine, ...wordsOf(given, names)];
}

/** Makes evidence of what is trained. */
async function assemble(words: readonly string[], onlyTell: boolean | undefined): Promise<number> {
  if (onlyTell) {
    const { shellWords } = await import('#runner');
    print(`nothing is left to train; this makes evidence of it: claimcheck verify ${shellWords(words)}`);
    return 0;
  }
  const { verify } = await import('./verify.ts');
  const { result } = await runCommand(verify, { rawArgs: [...words] });
  return typeof result === 'number' ? result : 0;
}

function tellLong(units: Submission['units'], time: number | undefined): void {
  const long = units.filter(({ seconds }) => (seconds ?? 0) > (time ?? Infinity));
  if (long.length === 0) return;
  printError(
    `note: ${plural(long.length, 'unit')} are likely to take longer than --time: a later round goes on from what they kept`,
  );
}

async function toSlurm(submission: Omit<Submission, 'command'>, given: SubmitOptions): Promise<number> {
  const { slurmScripts, submitToSlurm } = await import('#runner');
  const { partition } = given;
  const command = [process.execPath, join(packageRoot, 'src', 'cli', 'bin.mjs')];
  const again = ['submit', ...given._, ...submission.options, ...clusterWords(given)];
  const slurm = { ...submission, command, again, partition };
  const places = { folder: resolve(given.out, 'slurm'), ledger: ledgerFolder };
  if (given['dry-run']) {
    const { arrays, judge } = await slurmScripts(slurm, places);
    for (const { path, script } of [...arrays, judge]) print(`# ${path}\n${script}`);
    return 0;
  }
  const { arrays, judge, log } = await submitToSlurm(slurm, places);
  print(
    `${plural(submission.units.length, 'unit')} submitted, array ${arrays.join(', ')}; job ${judge} goes on when they have ended, and writes to ${log}`,
  );
  return 0;
}

/** What a later round is to ask for as well. */
function clusterWords(given: SubmitOptions): string[] {
  return wordsOf(given, ['on', 'partition', 'time', 'cpus-per-task', 'gpus-per-task', 'memory']);
}

/** Options with their values, of those that were given. */
function wordsOf<Name extends keyof SubmitOptions>(
  given: { readonly [Each in Name]?: string | undefined },
  names: readonly Name[],
): string[] {
  return names.flatMap((name) => (given[name] === undefined ? [] : [`--${name}`, given[name]]));
}

async function toKubernetes(submission: Omit<Submission, 'command'>, given: SubmitOptions): Promise<number> {
  const { kubernetesManifest } = await import('#runner');
  const { image = `node:${process.versions.node}`, volume = 'claimcheck' } = given;
  const manifest = kubernetesManifest({ ...submission, command: ['npx', 'claimcheck'], image, volume });
  print(JSON.stringify(manifest, null, 2));
  return 0;
}
