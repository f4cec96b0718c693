import { join, relative } from 'node:path';
import { defineCommand } from 'citty';
import { initProject, neededPackages, readManifest } from '#scaffold';
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
const advice: readonly (readonly [form: RegExp, text: string])[] = [
  [/^\.gitignore$/, 'add .claimcheck/ and claimcheck-out/'],
  [
    /^tsconfig\.json$/,
    'claims import files by their .ts names: set "allowImportingTsExtensions" and "noEmit"',
  ],
  [
    /^vite(st)?\.config/,
    "set test.projects to [{ extends: true, test: { name: 'tests', include: [...] } }, claimsProject()], of 'claimcheck/vitest': with projects vitest runs no others",
  ],
  [/^claims$/, 'it is yours; claimcheck new <paper>/<claim> adds a claim'],
];

export const init = defineCommand({
  meta: { name: 'init', description: descriptions.init },
  args,
  run({ args: given }) {
    checkArguments(given, args);
    const written = initProject(given.folder);
    for (const path of written.created) print(`written  ${path}`);
    for (const path of written.kept) {
      const said = path === 'package.json' ? packagesAdvice(given.folder) : adviceOn(path);
      print(`kept     ${path}${said === undefined ? '' : `: ${said}`}`);
    }
    print('');
    if (!written.kept.includes('claims')) {
      print('A badge per claim, for the README, once the evidence is published (claimcheck publish):');
      print('  ![example-claim](reports/smoke/badges/example-paper/example-claim.svg)');
    }
    const enter = relative('', given.folder);
    const install = written.created.includes('package.json') ? 'npm install && ' : '';
    print(`next: ${enter === '' ? '' : `cd ${enter} && `}${install}npx claimcheck verify`);
    return 0;
  },
});

const adviceOn = (path: string): string | undefined => advice.find(([form]) => form.test(path))?.[1];

/** How to get the packages that a project's manifest does not name. */
function packagesAdvice(folder: string): string | undefined {
  const { dependencies, devDependencies } = readManifest(join(folder, 'package.json'));
  const missing = Object.entries(neededPackages()).filter(
    ([name]) =>
      !['typescript', '@types/node'].includes(name) && !dependencies?.[name] && !devDependencies?.[name],
  );
  if (missing.length === 0) return undefined;
  const names = missing.map(([name, range]) => (/^\d/.test(range) ? `${name}@${range}` : name));
  return `it lacks packages: npm install --save-dev ${names.join(' ')}`;
}
