import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, type Options } from 'execa';
import { describe, expect, it } from 'vitest';
import { nativeSupport } from '../../src/engine/native/index.ts';
import { readJson, workingFolder } from './claimcheck.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const settings = { reject: false, env: { NO_COLOR: '1' } } satisfies Options;

/** A copy of this package in which some of its dependencies are not installed. */
function installedWithout(missing: readonly string[]): string {
  const folder = workingFolder();
  for (const name of ['src', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  cpSync(join(root, 'fixtures', 'claims'), join(folder, 'claims'), { recursive: true });
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!missing.includes(name) && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(packages, name));
  }
  return folder;
}

function claimcheck(folder: string, args: readonly string[]) {
  return execa('node', [join(folder, 'src/cli/bin.mjs'), ...args], { ...settings, cwd: folder });
}

async function judgedBy(folder: string, engine: string): Promise<unknown> {
  const claims = join(folder, 'claims', 'trained');
  const verify = ['verify', '--claims', claims, '--engine', engine, '--jobs', '1'];
  const { exitCode, stdout, stderr } = await claimcheck(folder, verify);
  expect(exitCode, stdout + stderr).toBe(0);
  return readJson(folder, 'claimcheck-out', 'evidence', 'toy-paper', 'descends.json')['verdict'];
}

async function doctorOf(folder: string) {
  const { stdout: text } = await claimcheck(folder, ['doctor']);
  return { text, lines: text.split('\n').filter((line) => line.startsWith('engine ')) };
}

describe('without a loadable ONNX Runtime', () => {
  it.runIf(nativeSupport().available)(
    'machine code and the reference judge, and doctor says why',
    async () => {
      const folder = installedWithout(['onnxruntime-node']);
      const { text, lines } = await doctorOf(folder);
      expect(lines.find((line) => line.startsWith('engine cpu'))).toMatch(
        / here: machine code .*; onnxruntime-node is not installed$/,
      );
      expect(text).toMatch(
        /would bring ONNX Runtime, .*\n +npm install --ignore-scripts onnxruntime-node@1\.30\.0\n/,
      );
      expect(await judgedBy(folder, 'auto')).toBe('supported');
      expect(await judgedBy(folder, 'reference')).toBe('supported');
    },
  );
});

describe('without any library of an engine', () => {
  it('the reference judges, and doctor names each engine that does not load', async () => {
    const folder = installedWithout(['onnxruntime-node', 'koffi', 'webgpu']);
    const { text, lines } = await doctorOf(folder);
    expect(text).toMatch(/^cpu engine +none$/m);
    const lacking = lines.filter((line) => /^engine (cpu|webgpu|cuda) /.test(line));
    expect(lacking).toHaveLength(3);
    for (const line of lacking) expect(line).toMatch(/not here: .*(not load|not installed)/);
    expect(lines.find((line) => line.startsWith('engine reference'))).toMatch(/ here: /);
    expect(text).toMatch(
      /engine webgpu +not here: webgpu is not installed;? .*\n +would bring .*\n +npm install webgpu@0\.6\.2\n/,
    );
    expect(await judgedBy(folder, 'reference')).toBe('supported');
  });
});
