import { readFileSync } from 'node:fs';
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

/** What a file that is kept would have said, unless it says so. */
const advice: readonly { readonly form: RegExp; readonly text: string; readonly unless?: RegExp }[] = [
  { form: /^\.gitignore$/, text: 'add .claimcheck/ and claimcheck-out/', unless: /\.claimcheck/ },
  {
    form: /^tsconfig\.json$/,
    text: 'claims import files by their .ts names: set "allowImportingTsExtensions" and "noEmit"',
    unless: /"allowImportingTsExtensions": *true/,
  },
  {
    form: /^vite(st)?\.config/,
    text: "set test.projects to [{ extends: true, test: { name: 'tests', include: [...] } }, claimsProject()], of 'claimcheck/vitest': with projects vitest runs no others",
    unless: /claimsProject/,
  },
];

export const init = defineCommand({
  meta: { name: 'init', description: descriptions.init },
  args,
  run({ args: given }) {
    checkArguments(given, args);
    const written = initProject(given.folder);
    for (const path of written.created) print(`written  ${path}`);
    for (const path of written.kept) {
      const said = path === 'package.json' ? packagesAdvice(given.folder) : adviceOn(given.folder, path);
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

function adviceOn(folder: string, path: string): string | undefined {
  if (path === 'claims') return 'it is yours; claimcheck new <paper>/<claim> adds a claim';
  const { text, unless } = advice.find(({ form }) => form.test(path)) ?? {};
  return unless?.test(readFileSync(join(folder, path), 'utf8')) === true ? undefined : text;
}

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
