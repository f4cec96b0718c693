import { describe, expect, it, vi } from 'vitest';
import { enterFolder, runMain } from './run-main.ts';

describe('help', () => {
  it('names the commands, and without a command it is printed with exit 2', async () => {
    const help = await runMain('--help');
    expect(help.code).toBe(0);
    for (const command of ['list', 'verify', 'show', 'doctor', 'profile', 'data']) {
      expect(help.stdout).toMatch(new RegExp(`^ +${command} {4}\\S`, 'm'));
    }
    expect(await runMain()).toEqual({ ...help, code: 2 });
  });

  it.each([
    [['verify'], '[OPTIONS] [FILTER]', '--tier=<smoke|standard|real|paper>'],
    [['show'], '[OPTIONS] [ID]', '--out=<dir>'],
    [['list'], '[OPTIONS]', '--claims=<dir>'],
    [['doctor'], '[OPTIONS]', '--json'],
    [['data'], 'list|fetch', 'claimcheck data <command> --help'],
    [['data', 'fetch'], '[OPTIONS] [NAME]', 'NAME'],
  ])('%j', async (command, usage, option) => {
    const { code, stdout } = await runMain(...command, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`USAGE claimcheck ${command.join(' ')} ${usage}`);
    expect(stdout).toContain(option);
    // Not a terminal: no escape sequences.
    expect(stdout).not.toContain('\u001b');
  });
});

describe('version, doctor, data list', () => {
  it('the version is the one of the package', async () => {
    expect(await runMain('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });

  it('doctor tells Node, engines, versions and data, as text and as JSON', async () => {
    enterFolder();
    const { code, stdout } = await runMain('doctor', '--json');
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as Record<string, unknown>;
    expect(found).toMatchObject({
      node: { version: process.versions.node, supported: true },
      auto: { engine: 'cpu' },
      packages: { 'onnxruntime-node': expect.stringMatching(/^\d/) as string },
    });
    expect(found.engines).toContainEqual(expect.objectContaining({ name: 'reference', available: true }));
    const text = await runMain('doctor');
    expect(text.stdout).toMatch(/^engine cpu +here: (machine code|ONNX Runtime \d)/m);
    expect(text.stdout).toMatch(/^data mnist +not here$/m);
  });

  it('data list names what is missing and where it would lie', async () => {
    const folder = enterFolder();
    vi.stubEnv('CLAIMCHECK_DATA', folder);
    const { code, stdout } = await runMain('data', 'list');
    const json = await runMain('data', 'list', '--json');
    vi.unstubAllEnvs();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^data folder .*claimcheck-cli-.*\nmnist +not here +11\.6 MB/);
    expect(JSON.parse(json.stdout)).toMatchObject({
      folder,
      datasets: [{ name: 'mnist', complete: false }, {}, {}, {}],
    });
  });
});
