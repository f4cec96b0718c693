import { fileURLToPath } from 'node:url';
import { Chalk } from 'chalk';
import Table from 'cli-table3';
import { printableParts } from '#core';
import type { GroupSummary, ProfileSummary } from '#engine';
import { formatNumber, plural } from './format.ts';

export interface ProfileStyle {
  readonly color: boolean;
  /** Groups of kernels that are shown; the rest is summed up in a line. */
  readonly rows: number;
}

const head = ['kernels', 'shape', 'share', 'ms/step', 'calls', 'us each', 'GFLOP/s', 'of peak', 'GB/s', 'at'];
const left = ['left', 'left'] as const;
const numbers = Array.from({ length: 7 }, () => 'right' as const);

/** A program's profile: what a step took, and a line for each group of kernels, the dearest first. */
export function profileText(measured: ProfileSummary, { color, rows }: ProfileStyle): string {
  const profile = printableParts(measured);
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const { groups, millisecondsPerStep, outsideMilliseconds } = profile;
  const table = new Table({
    head: head.map((title) => chalk.bold(title)),
    colAligns: [...left, ...numbers, 'left'],
    chars: plainChars,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  const shown = groups.slice(0, rows);
  for (const group of shown) table.push(cellsOf(group, profile));
  const rest = groups.slice(rows);
  const outside = percent(outsideMilliseconds / millisecondsPerStep);
  return [
    titleOf(profile),
    `${chalk.bold(`${formatNumber(millisecondsPerStep)} ms a step`)}, ${formatNumber(outsideMilliseconds)} ms (${outside}) outside of kernels`,
    ...(groups.length > 0 ? [trimmed(table.toString())] : []),
    ...(rest.length > 0 ? [restText(rest)] : []),
  ].join('\n');
}

function titleOf({ basis, steps, groups, matrixPeak, together }: ProfileSummary): string {
  const kernels = groups.reduce((sum, group) => sum + group.kernels, 0);
  const peak = `${formatNumber(matrixPeak / 1e9)} GFLOP/s${together > 1 ? ` a thread, ${together} threads` : ''}`;
  return `${basis}, ${plural(steps, 'step')}, ${plural(kernels, 'kernel')}; peak of matrix products ${peak}`;
}

function cellsOf(group: GroupSummary, { steps }: ProfileSummary): string[] {
  const { label, kind, shape, share, millisecondsPerStep, calls, seconds, sites } = group;
  const computes = group.flops > 0;
  return [
    `${label} (${kind})${group.kernels > 1 ? ` x ${group.kernels}` : ''}`,
    shortened(shape),
    percent(share),
    formatNumber(millisecondsPerStep),
    formatNumber(calls / steps),
    formatNumber((1e6 * seconds) / calls),
    computes ? formatNumber(group.flopsPerSecond / 1e9) : '',
    computes ? percent(group.ofPeak) : '',
    formatNumber(group.bytesPerSecond / 1e9),
    `${place(sites[0]!)}${sites.length > 1 ? ` and ${sites.length - 1} more` : ''}`,
  ];
}

function restText(rest: readonly GroupSummary[]): string {
  const share = rest.reduce((sum, group) => sum + group.share, 0);
  const milliseconds = rest.reduce((sum, group) => sum + group.millisecondsPerStep, 0);
  return `and ${plural(rest.length, 'group')} more: ${percent(share)}, ${formatNumber(milliseconds)} ms`;
}

/** The sources of this package, whose layers and ops stand between a model and the kernels. */
const ownSources = fileURLToPath(new URL('..', import.meta.url));

const frameForm = /^(?:(?<name>.+) \()?.*?(?<file>[^/\\(]+:\d+):\d+\)?$/;

/**
 * `attend model.ts:12`: of `attend (/long/way/model.ts:12:5), called from ...` the nearest frame outside of this
 * package's sources, or the furthest that is known.
 */
function place(site: string): string {
  const frames = site.split(', called from ').filter((frame) => frameForm.test(frame));
  const frame = frames.find((one) => !one.includes(ownSources)) ?? frames.at(-1);
  if (frame === undefined) return site;
  const { name = '', file } = frameForm.exec(frame)!.groups!;
  return `${name} ${file}`.trim();
}

/** Both ends of a long text. */
function shortened(text: string): string {
  const most = 48;
  const half = Math.floor((most - 3) / 2);
  return text.length <= most ? text : `${text.slice(0, half)}...${text.slice(-half)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function trimmed(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const none = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '', left: '', right: '', middle: '  ' };
const plainChars = {
  ...none,
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
};
