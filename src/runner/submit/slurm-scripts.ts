import { UserError } from '#core';
import { timeLimitText } from './parse-time-limit.ts';
import { shellWords } from './shell-words.ts';
import type { Submission } from './submission.ts';

/** What is submitted, and how Slurm is asked for it. */
export interface SlurmSubmission extends Submission {
  readonly partition?: string | undefined;
  /** The words that look at the plan anew: `submit` with what it was given. */
  readonly again: readonly string[];
}

/** The script of a job array that trains the units in a file, one a line. */
export function trainScript(
  submission: SlurmSubmission,
  array: { readonly keys: string; readonly tasks: number; readonly log: string },
): string {
  const { project, command, options } = submission;
  const head = directives(submission, {
    'job-name': 'claimcheck',
    array: `1-${array.tasks}`,
    output: pattern(array.log),
  });
  return script([
    ...head,
    `cd ${shellWords([project])} || exit`,
    `key=$(sed -n "\${SLURM_ARRAY_TASK_ID}p" ${shellWords([array.keys])})`,
    `exec ${shellWords([...command, 'work'])} "$key" ${shellWords(options)}`,
  ]);
}

/** The script of the job that looks at what came of it: it submits what is needed next, or judges. */
export function judgeScript(submission: SlurmSubmission, log: string): string {
  const { project, command, again } = submission;
  return script([
    ...directives(submission, { 'job-name': 'claimcheck-judge', output: pattern(log) }),
    `cd ${shellWords([project])} || exit`,
    `exec ${shellWords([...command, ...again])}`,
  ]);
}

const script = (lines: readonly string[]): string => `${['#!/bin/bash', ...lines].join('\n')}\n`;

function directives(
  { resources: { cpus, gpus, memory, time }, partition }: SlurmSubmission,
  own: Readonly<Record<string, string>>,
): string[] {
  const options: Readonly<Record<string, string | number | undefined>> = {
    ...own,
    // A task that is started again, after its node was lost, goes on from its checkpoint and in its log.
    ...{ requeue: '', 'open-mode': 'append', nodes: 1, ntasks: 1 },
    partition: partition === undefined ? undefined : checkedPartition(partition),
    'cpus-per-task': cpus,
    gres: gpus === undefined ? undefined : `gpu:${gpus}`,
    mem: memory === undefined ? undefined : `${memory}M`,
    time: time === undefined ? undefined : timeLimitText(time),
  };
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [`#SBATCH --${name}${value === '' ? '' : `=${value}`}`];
  });
}

/**
 * Names of partitions, as Slurm has them: a line break or a blank would begin something else in the script.
 * @throws UserError where it is no such name
 */
function checkedPartition(text: string): string {
  if (/^[\w.,-]+$/.test(text)) return text;
  throw new UserError(
    `--partition ${JSON.stringify(text)} is no name of a partition`,
    'write letters, digits, ".", "_" and "-", and commas between names',
  );
}

/**
 * A path of which only `%a`, the number of the task, is replaced.
 * @throws UserError where Slurm would read the path as something else
 */
function pattern(path: string): string {
  if (/["\\\n]/.test(path)) {
    throw new UserError(
      `Slurm cannot write its logs to ${JSON.stringify(path)}`,
      'choose a folder without quotation marks, backslashes and line breaks in its path, with --out DIR',
    );
  }
  return `"${path.replaceAll(/%(?!a\.log$)/g, '%%')}"`;
}
