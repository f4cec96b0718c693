import { defineCommand } from 'citty';
import { canonicalJson, printable, UserError } from '#core';
import { plural, profileText } from '#report';
import type { ArmProfile } from '#runner';
import { descriptions } from './descriptions.ts';
import {
  checkArguments,
  claimsFolder,
  claimsOption,
  jsonOption,
  parseTier,
  tierValues,
  wholeNumber,
} from './options.ts';
import { colorOf, print, printStyled } from './terminal.ts';

const args = {
  claim: {
    type: 'positional',
    required: false,
    description: 'Claim id, <paper>/<claim>, or a part of it that names one claim',
  },
  arm: { type: 'string', valueHint: 'name', description: 'Arm to train (default: the first)' },
  tier: {
    type: 'string',
    default: 'smoke',
    valueHint: tierValues,
    description: 'Sizes to train at',
  },
  steps: { type: 'string', default: '100', valueHint: 'n', description: 'Steps to train' },
  engine: {
    type: 'string',
    default: 'auto',
    valueHint: 'auto|cpu|webgpu',
    description: 'What computes; other engines have no profile',
  },
  threads: {
    type: 'string',
    default: '1',
    valueHint: 'n',
    description: 'Threads of the engine; rates are those of one of them',
  },
  rows: { type: 'string', default: '20', valueHint: 'n', description: 'Kernels to show of each step' },
  ...claimsOption,
  ...jsonOption,
} as const;

export const profile = defineCommand({
  meta: { name: 'profile', description: descriptions.profile },
  args,
  async run({ args: given }) {
    checkArguments(given, args);
    const { claim, arm, engine } = given;
    if (claim === undefined) throw new UserError('which claim?', 'write claimcheck profile <paper>/<claim>');
    const tier = parseTier(given.tier);
    const steps = wholeNumber('--steps', given.steps, 1);
    const threads = wholeNumber('--threads', given.threads, 1);
    const rows = wholeNumber('--rows', given.rows, 1);
    const claims = claimsFolder(given.claims);
    const options = { claims, claim, arm, tier, steps, engine, threads };
    const { cores, withReader } = await import('#runner');
    const [profiled] = (await withReader((reader) => reader.answers([{ type: 'profile', options }]))) as [
      ArmProfile,
    ];
    if (given.json) print(canonicalJson(profiled, 2));
    else printStyled(textOf(profiled, { rows, cores }));
    return 0;
  },
});

function textOf(
  { claim, arm, tier, replicas, threads, programs }: ArmProfile,
  { rows, cores }: Readonly<Record<'rows' | 'cores', number>>,
): string {
  const sizes = `${plural(replicas, 'replica')}, ${plural(threads, 'thread')} of ${cores}`;
  return [
    printable(`${claim}, arm ${arm}, ${tier}; ${sizes}`),
    ...programs.map((program) => profileText(program, { color: colorOf(process.stdout), rows })),
  ].join('\n\n');
}
