import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '#core';
import { pack } from '../../src/runner/bundle/pack.ts';
import { packageFiles } from '../../src/runner/bundle/package-files.ts';

const sources = join(packageRoot, 'src/runner/bundle');

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const manifest = (fields: object): string => JSON.stringify(fields);

describe('packageFiles', () => {
  it('takes dependencies and theirs and the engines that are here, once each, and no others', () => {
    const root = folderWith({
      'package.json': manifest({
        ...{ dependencies: { a: '1' }, devDependencies: { d: '1' } },
        peerDependencies: { engine: '1', absent: '1', vitest: '1' },
      }),
      'node_modules/a/package.json': manifest({ dependencies: { b: '1', c: '1' } }),
      'node_modules/a/index.js': '',
      'node_modules/a/node_modules/b/package.json': manifest({ dependencies: { a: '1' } }),
      'node_modules/b/package.json': manifest({}),
      'node_modules/c/package.json': manifest({ optionalDependencies: { missing: '1' } }),
      'node_modules/d/package.json': manifest({}),
      'node_modules/engine/package.json': manifest({}),
      'node_modules/vitest/package.json': manifest({}),
    });
    expect(packageFiles(root)).toEqual([
      'node_modules/a/index.js',
      'node_modules/a/node_modules/b/package.json',
      'node_modules/a/package.json',
      'node_modules/c/package.json',
      'node_modules/engine/package.json',
    ]);
  });

  it("leaves out types, maps, documents and other machines' libraries", () => {
    const other = platform() === 'darwin' ? 'linux/x64' : 'darwin/arm64';
    const root = folderWith({
      'package.json': manifest({ dependencies: { a: '1' } }),
      'node_modules/a/package.json': manifest({}),
      'node_modules/a/a.js.map': '',
      'node_modules/a/a.d.ts': '',
      'node_modules/a/README.md': '',
      'node_modules/a/tests/a.js': '',
      [`node_modules/a/bin/${platform()}/${arch()}/a.node`]: '',
      [`node_modules/a/bin/${other}/a.node`]: '',
    });
    expect(packageFiles(root)).toEqual([
      `node_modules/a/bin/${platform()}/${arch()}/a.node`,
      'node_modules/a/package.json',
    ]);
  });

  it('of our own packages takes one form of TF.js, and the library of this machine', () => {
    const files = packageFiles(packageRoot);
    expect(
      files.filter((file) => /^node_modules\/@tensorflow\/tfjs-core\/(?!node_modules)/.test(file)),
    ).toHaveLength(2);
    expect([1, 2]).toContain(files.filter((file) => /libonnxruntime|onnxruntime\.dll/.test(file)).length);
    expect(files.some((file) => file.startsWith('node_modules/vitest/'))).toBe(false);
  });
});

describe.skipIf(platform() === 'win32')('a bundle', () => {
  /** A bundle of a program that prints its arguments and what was packed beside it. */
  function bundleOf(files: Readonly<Record<string, string>>): string {
    const root = folderWith(files);
    const folder = folderWith({ 'node.gz': '' });
    chmodSync(join(root, 'tool'), 0o755);
    writeFileSync(join(folder, 'files.br'), pack(root, Object.keys(files)));
    // A shell that hands over to the Node of this test stands for the Node that a bundle has.
    writeFileSync(join(folder, 'node.gz'), gzipSync(`#!/bin/sh\nexec "${process.execPath}" "$@"\n`));
    copyFileSync(join(sources, 'unpack.mjs'), join(folder, 'unpack.mjs'));
    copyFileSync(join(sources, 'launcher.sh'), join(folder, 'claimcheck'));
    chmodSync(join(folder, 'claimcheck'), 0o755);
    return folder;
  }

  /** A machine with nothing but a shell and five tools. */
  function bareTools(): string {
    const folder = folderWith({});
    for (const tool of ['sh', 'gzip', 'mkdir', 'dirname', 'chmod']) {
      const found = execFileSync('/bin/sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim();
      symlinkSync(found, join(folder, tool));
    }
    return folder;
  }

  const files = {
    'src/cli/bin.mjs':
      "import { readFileSync } from 'node:fs'; console.log(process.argv.slice(2).join('|'));",
    tool: 'the same\n',
    'deep/er/copy.txt': 'the same\n',
    'empty.txt': '',
  };

  it('unpacks every file as it was, once, and runs with its arguments', () => {
    const folder = bundleOf(files);
    const run = (...args: string[]): string =>
      execFileSync(join(folder, 'claimcheck'), args, { encoding: 'utf8', env: { PATH: bareTools() } }).trim();
    expect(run('verify', 'two words')).toBe('verify|two words');
    const unpacked = join(folder, 'unpacked');
    for (const [path, text] of Object.entries(files)) {
      expect(readFileSync(join(unpacked, path), 'utf8')).toBe(text);
    }
    expect(statSync(join(unpacked, 'tool')).mode & 0o111).not.toBe(0);
    expect(statSync(join(unpacked, 'empty.txt')).mode & 0o111).toBe(0);
    writeFileSync(join(unpacked, 'src/cli/bin.mjs'), "console.log('not unpacked again');");
    expect(run()).toBe('not unpacked again');
  });

  it('one that was cut short while it was brought is told, and does not count as unpacked', () => {
    const folder = bundleOf(files);
    const whole = readFileSync(join(folder, 'files.br'));
    writeFileSync(join(folder, 'files.br'), whole.subarray(0, whole.length - 10));
    const run = () => execFileSync(join(folder, 'claimcheck'), { stdio: 'pipe', env: { PATH: bareTools() } });
    expect(run).toThrow();
    expect(existsSync(join(folder, 'unpacked/complete'))).toBe(false);
    writeFileSync(join(folder, 'files.br'), whole);
    expect(run().toString()).toBe('\n');
  });
});
