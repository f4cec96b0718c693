import { relative } from 'node:path';
import { defineCommand } from 'citty';
import { ownVersion } from '#core';
import { initProject } from '#scaffold';
import { descriptions } from './descriptions.ts';
import { checkArguments } from './options.ts';
import { print } from './terminal.ts';

const args = {
  folder: {
    type: 'positional',
    required: false,
    default: '.',
    description: 'Folder of the project (default: this one)',
  },
} as const;

/** What a file that is kept would have said. */
const lines: readonly (readonly [form: RegExp, advice: string])[] = [
  [/^package\.json$/, 'the packages that it needs: npm install --save-dev claimcheck vitest'],
  [/^\.gitignore$/, 'add .claimcheck/ and claimcheck-out/'],
  [
    /^tsconfig\.json$/,
    'claims import files by their .ts names: set "allowImportingTsExtensions" and "noEmit"',
  ],
  [
    /^vite(st)?\.config/,
    "add claimsProject() of 'claimcheck/vitest' to test.projects, and vitest runs the claims as well",
  ],
  [/^claims$/, 'it is yours; claimcheck new <paper>/<claim> adds a claim'],
];

export const init = defineCommand({
  meta: { name: 'init', description: descriptions.init },
  args,
  run({ args: given }) {
    checkArguments(given, args);
    const written = initProject(given.folder, ownVersion());
    for (const path of written.created) print(`written  ${path}`);
    for (const path of written.kept) {
      const advice = lines.find(([form]) => form.test(path))?.[1];
      print(`kept     ${path}${advice === undefined ? '' : `: ${advice}`}`);
    }
    print('');
    print('A badge per claim, for the README, once the evidence is published (claimcheck publish):');
    print('  ![example-claim](reports/smoke/badges/example-paper/example-claim.svg)');
    const enter = relative('', given.folder);
    const install = written.created.includes('package.json') ? 'npm install && ' : '';
    print(`next: ${enter === '' ? '' : `cd ${enter} && `}${install}npx claimcheck verify`);
    return 0;
  },
});
