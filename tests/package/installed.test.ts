import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, readJson } from '../e2e/claimcheck.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'claimcheck-package-'));
let tarball = '';

/** Variables of this run must not reach the project: npm and vitest tell their children where they come from. */
const clean = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(?!config_)|npm_config_local_prefix$|VITEST|NODE_(OPTIONS|ENV)$|TEST|CLAIMCHECK_|INIT_CWD)/i.test(
        name,
      ),
  ),
);

interface Project {
  readonly folder: string;
  readonly run: (
    command: string,
    ...args: readonly string[]
  ) => Promise<{ exitCode: number | undefined; all: string }>;
}

/** An empty folder, in which commands run by a Node of its own where one is given. */
function projectFolder(name: string, node?: string): Project {
  const folder = join(scratch, name);
  mkdirSync(folder);
  const path = [...(node === undefined ? [] : [dirname(node)]), process.env['PATH']].join(delimiter);
  return {
    folder,
    run: async (command, ...args) => {
      const { exitCode, all } = await execa(command, args, {
        ...{ cwd: folder, reject: false, all: true, extendEnv: false },
        env: { ...clean, PATH: path, NO_COLOR: '1' },
      });
      return { exitCode, all };
    },
  };
}

/** Packages into a project, from the registry and an empty cache. */
async function install({ folder, run }: Project, ...packages: readonly string[]): Promise<void> {
  const cache = join(scratch, 'cache');
  const { exitCode, all } = await run('npm', 'install', '--cache', cache, '--no-audit', ...packages);
  expect(all, folder).not.toMatch(/ERR|error/);
  expect(exitCode).toBe(0);
}

beforeAll(async () => {
  const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', scratch], { cwd: root });
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string }];
  tarball = join(scratch, filename);
}, 300_000);
// Tens of thousands of files.
afterAll(() => rmSync(scratch, { recursive: true, force: true }), 300_000);

const out = 'claimcheck-out';
const evidence = [out, 'evidence', 'example-paper', 'example-claim.json'];
/** What npm says of its own settings is no matter. */
const withoutErrors = expect.not.stringMatching(/error/) as string;
const supported = /example-paper\/example-claim: supported 8\/8/;

describe('the package, installed into an empty folder', () => {
  const project = projectFolder('empty');

  it('takes less than 150 MB with vitest', { timeout: 600_000 }, async () => {
    await install(project, tarball, 'vitest@4');
    const bytes = filesBelow(join(project.folder, 'node_modules')).reduce(
      (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
    expect(bytes / 1e6).toBeLessThan(150);
    expect(existsSync(join(project.folder, 'node_modules', 'onnxruntime-node'))).toBe(false);
  });

  it('says how to begin where there is no claim', async () => {
    expect(await project.run('npx', 'claimcheck', 'verify')).toMatchObject({
      exitCode: 2,
      all: expect.stringMatching(/there is no claims folder .*\n.*claimcheck init/) as string,
    });
  });

  it('init, vitest and verify: one evidence, badge and summary', { timeout: 600_000 }, async () => {
    const { folder, run } = project;
    expect((await run('npx', 'claimcheck', 'init')).all).toMatch(
      /next: npm install --save-dev @tensorflow\/tfjs-core@[\d.]+ && npx claimcheck verify$/,
    );
    const tested = await run('npx', 'vitest', 'run');
    expect(tested.all).toMatch(supported);
    expect(tested.exitCode).toBe(0);
    expect(readJson(folder, ...evidence)).toMatchObject({ verdict: 'supported', successes: 8 });
    const verified = await run('npx', 'claimcheck', 'verify');
    expect(verified.all).toContain('evidence of 1 claim still holds, nothing to judge');
    expect(verified.exitCode).toBe(0);
    for (const file of ['summary.json', 'badges/example-paper/example-claim.svg']) {
      expect(existsSync(join(folder, out, file)), file).toBe(true);
    }
  });

  it(
    'new, broken on purpose: the message names the claim and what failed',
    { timeout: 600_000 },
    async () => {
      const { folder, run } = project;
      expect((await run('npx', 'claimcheck', 'new', 'my-paper/my-claim')).exitCode).toBe(0);
      const path = join(folder, 'claims', 'my-paper', 'my-claim.claim.ts');
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace('mlp.accuracy - linear.accuracy', 'linear.accuracy - mlp.accuracy'));
      const tested = await run('npx', 'vitest', 'run', 'my-claim');
      expect(tested.exitCode).toBe(1);
      expect(tested.all).toMatch(
        /my-paper\/my-claim is refuted, expected supported: 0 of 8 seeds exceed 4 points/,
      );
      writeFileSync(path, text.replace("with: 'shuffled'", "with: 'shuffeld'"));
      const refused = await run('npx', 'claimcheck', 'verify');
      expect(refused.exitCode).toBe(2);
      expect(refused.all).toMatch(/my-claim\.claim\.ts.*shuffeld/s);
    },
  );

  it('types hold in strict projects that check libraries, too', { timeout: 600_000 }, async () => {
    const { folder, run } = project;
    await install(project, '@types/node');
    const path = join(folder, 'claims', 'my-paper', 'my-claim.claim.ts');
    writeFileSync(path, readFileSync(path, 'utf8').replace("with: 'shuffeld'", "with: 'shuffled'"));
    expect(readFileSync(join(folder, 'tsconfig.json'), 'utf8')).not.toContain('skipLibCheck');
    // The DOM of TypeScript 7 and the types of WebGPU that TensorFlow.js brings say the same names.
    for (const version of ['5', '7']) {
      await install(project, `typescript@${version}`);
      expect((await run('npx', 'tsc', '--version')).all).toContain(`Version ${version}.`);
      expect(await run('npx', 'tsc')).toEqual({ exitCode: 0, all: withoutErrors });
    }
    writeFileSync(path, readFileSync(path, 'utf8').replace("replace: 'mlp'", "replace: 'mpl'"));
    expect((await run('npx', 'tsc')).all).toMatch(/my-claim\.claim\.ts.*error TS\d+/);
  });
});

describe.each([
  ['20', '4'],
  ['22', '5'],
  ['24', '5'],
  ['26', '5'],
])('on Node %s with vitest %s', (version, vitest) => {
  it('init, vitest and verify', { timeout: 600_000 }, async () => {
    const binaries = projectFolder(`node-${version}`);
    const machine = `node-${process.platform}-${process.arch}@${version}`;
    await install(binaries, '--no-save', machine);
    const node = join(binaries.folder, 'node_modules', machine.split('@')[0]!, 'bin', 'node');
    const project = projectFolder(`on-${version}`, node);
    expect((await project.run('node', '--version')).all).toMatch(new RegExp(`^v${version}\\.`));
    await install(project, tarball, `vitest@${vitest}`);
    expect((await project.run('npx', 'claimcheck', 'init')).exitCode).toBe(0);
    const tested = await project.run('npx', 'vitest', 'run');
    expect(tested.all).toMatch(supported);
    expect(tested.exitCode).toBe(0);
    expect((await project.run('npx', 'claimcheck', 'verify')).all).toContain('still holds');
    expect(readJson(project.folder, ...evidence)).toMatchObject({
      run: { environment: { node: expect.stringMatching(new RegExp(`^v?${version}\\.`)) as string } },
    });
    // A manifest that says CommonJS, and nothing in the claims that says otherwise.
    const manifest = join(project.folder, 'package.json');
    writeFileSync(manifest, JSON.stringify({ ...readJson(manifest), type: 'commonjs' }));
    rmSync(join(project.folder, 'claims', 'package.json'), { force: true });
    expect(await project.run('npx', 'claimcheck', 'lint')).toMatchObject({
      exitCode: 0,
      all: expect.stringContaining('1 claim, no problem') as string,
    });
  });
});

describe('the package, installed by pnpm, which shows a package only what it names', () => {
  it('init, vitest and verify', { timeout: 600_000 }, async () => {
    const project = projectFolder('by-pnpm');
    const pnpm = (...args: readonly string[]) => project.run('npx', '--yes', 'pnpm@10', ...args);
    writeFileSync(join(project.folder, 'package.json'), '{"name":"by-pnpm","private":true,"type":"module"}');
    expect(await pnpm('add', '--save-dev', tarball, 'vitest@4')).toMatchObject({ exitCode: 0 });
    const { all } = await pnpm('exec', 'claimcheck', 'init');
    const [, packages] = /it lacks packages: pnpm add --save-dev (.*)/.exec(all) ?? [];
    if (packages !== undefined)
      expect(await pnpm('add', '--save-dev', ...packages.split(' '))).toMatchObject({ exitCode: 0 });
    expect((await pnpm('exec', 'vitest', 'run')).all).toMatch(supported);
    expect((await pnpm('exec', 'claimcheck', 'verify')).all).toContain('still holds');
    expect(await pnpm('add', '--save-dev', 'typescript@5', '@types/node')).toMatchObject({ exitCode: 0 });
    expect(await pnpm('exec', 'tsc')).toEqual({ exitCode: 0, all: withoutErrors });
  });
});
