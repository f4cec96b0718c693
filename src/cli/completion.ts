import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { packageRoot, UserError } from '#core';
import { descriptions } from './descriptions.ts';
import { checkArguments } from './options.ts';
import { print } from './terminal.ts';

/** Shells that there is a completion for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

const args = {
  shell: { type: 'positional', required: false, description: shells.join(', ') },
} as const;

export const completion = defineCommand({
  meta: { name: 'completion', description: descriptions.completion },
  args,
  run({ args: given }) {
    checkArguments(given, args);
    const { shell } = given;
    if (!shells.some((known) => known === shell)) {
      const problem = shell === undefined ? 'which shell?' : `there is no completion for "${shell}"`;
      throw new UserError(problem, `choose one of ${shells.join(', ')}`);
    }
    print(
      readFileSync(join(packageRoot, 'templates', 'completion', `claimcheck.${shell}`), 'utf8').trimEnd(),
    );
    return 0;
  },
});
