import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { messageOf, printableParts, ownVersion, packageRoot } from '#core';
import { dataFolder, datasets, locate } from '#data';
import { descriptions } from './descriptions.ts';
import { checkArguments, jsonOption } from './options.ts';
import { print } from './terminal.ts';

export const doctor = defineCommand({
  meta: { name: 'doctor', description: descriptions.doctor },
  args: jsonOption,
  async run({ args: given }) {
    checkArguments(given, jsonOption);
    const findings = await examine();
    if (given.json) print(JSON.stringify(findings, null, 2));
    else print(textOf(printableParts(findings)));
    return findings.node.supported && findings.auto.engine !== null ? 0 : 1;
  },
});

type Findings = Awaited<ReturnType<typeof examine>>;

async function examine() {
  const [{ describeEngines, resolveEngine }, { cores, numericVersions }] = await Promise.all([
    import('#engine'),
    import('#runner'),
  ]);
  const { engines } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    readonly engines: { readonly node: string };
  };
  return {
    claimcheck: ownVersion(),
    node: { version: process.versions.node, wanted: engines.node, supported: isSupported(engines.node) },
    cores,
    packages: await numericVersions(),
    engines: await describeEngines(),
    auto: await automatic(() => resolveEngine('auto')),
    data: {
      folder: dataFolder(),
      exists: existsSync(dataFolder()),
      datasets: datasets.map((dataset) => ({ name: dataset.name, complete: locate(dataset).complete })),
    },
  };
}

/** Holds the running Node against a range of the form `>=20.19 <27`. */
function isSupported(range: string): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return range.split(' ').every((bound) => {
    const [, sign, atMajor, atMinor = '0'] = /^(>=|<)(\d+)(?:\.(\d+))?/.exec(bound) ?? [];
    const difference = major - Number(atMajor) || minor - Number(atMinor);
    return sign === '>=' ? difference >= 0 : difference < 0;
  });
}

async function automatic(
  resolve: () => Promise<{ readonly engine: string; readonly why: string }>,
): Promise<{ readonly engine: string | null; readonly why: string }> {
  try {
    return await resolve();
  } catch (error) {
    return { engine: null, why: messageOf(error) };
  }
}

function textOf({ claimcheck, node, cores, packages, engines, auto, data }: Findings): string {
  const line = (name: string, value: string): string => `${name.padEnd(30)}${value}`;
  return [
    line('claimcheck', claimcheck),
    line('Node', `${node.version}${node.supported ? '' : `: not supported, wanted ${node.wanted}`}`),
    line('cores', String(cores)),
    ...Object.entries(packages).map(([name, version]) => line(name, version)),
    '',
    ...engines.flatMap(({ name, available, detail, offer }) => [
      line(`engine ${name}`, `${available ? 'here' : 'not here'}: ${detail}`),
      ...(offer ? [line('', `would bring ${offer.brings}:`), line('', `  ${offer.command}`)] : []),
    ]),
    line('--engine auto', `${auto.engine ?? 'none'}: ${auto.why}`),
    '',
    line('data folder', `${data.folder}${data.exists ? '' : ' (not made yet)'}`),
    ...data.datasets.map(({ name, complete }) => line(`data ${name}`, complete ? 'here' : 'not here')),
  ].join('\n');
}
