import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineCommand } from 'citty';
import { initProject, neededPackages, packageManagerOf, readManifest } from '#scaffold';
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
    form: /^tsconfig\.json$/,
    text: 'TensorFlow.js and the DOM of TypeScript 7 disagree: set "skipLibCheck", or "typeRoots" to ["node_modules/claimcheck/types", "node_modules/@types"]',
    unless: /"skipLibCheck": *true|claimcheck\/types/,
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
    const missing = written.kept.includes('package.json') ? missingPackages(given.folder) : [];
    const { install, add } = packageManagerOf(given.folder);
    const adding = `${add} ${missing.join(' ')}`;
    for (const path of written.kept) {
      const lacks = missing.length > 0 ? `it lacks packages: ${adding}` : undefined;
      const said = path === 'package.json' ? lacks : adviceOn(given.folder, path);
      print(`kept     ${path}${said === undefined ? '' : `: ${said}`}`);
    }
    print('');
    if (!written.kept.includes('claims')) {
      print('A badge per claim, for the README, once the evidence is published (claimcheck publish):');
      print('  ![example-claim](reports/smoke/badges/example-paper/example-claim.svg)');
    }
    const enter = relative('', given.folder);
    const steps = [
      ...(enter === '' ? [] : [`cd ${enter}`]),
      ...(written.created.includes('package.json') ? [install] : missing.length > 0 ? [adding] : []),
      'npx claimcheck verify',
    ];
    print(`next: ${steps.join(' && ')}`);
    return 0;
  },
});

function adviceOn(folder: string, path: string): string | undefined {
  if (path === 'claims') return 'it is yours; claimcheck new <paper>/<claim> adds a claim';
  const content = readFileSync(join(folder, path), 'utf8');
  const texts = advice
    .filter(({ form, unless }) => form.test(path) && !unless?.test(content))
    .map(({ text }) => text);
  return texts.length === 0 ? undefined : texts.join('; ');
}

/** The packages that a project's manifest does not name, as they are installed. */
function missingPackages(folder: string): string[] {
  const { dependencies, devDependencies } = readManifest(join(folder, 'package.json'));
  const missing = Object.entries(neededPackages()).filter(
    ([name]) =>
      !['typescript', '@types/node'].includes(name) && !dependencies?.[name] && !devDependencies?.[name],
  );
  return missing.map(([name, range]) => (/^\d/.test(range) ? `${name}@${range}` : name));
}
