import { defineCommand } from 'citty';
import { UserError } from '#core';
import { dataFolder, datasetNamed, datasets, fetchDataset, locate, type LocatedFile } from '#data';
import { descriptions } from './descriptions.ts';
import { checkArguments, jsonOption } from './options.ts';
import { print, printError } from './terminal.ts';

const list = defineCommand({
  meta: { name: 'list', description: 'List the data sets and which of them are here' },
  args: jsonOption,
  run({ args: given }) {
    checkArguments(given, jsonOption);
    const rows = datasets.map((dataset) => {
      const { complete, files } = locate(dataset);
      const { name, title } = dataset;
      const bytes = dataset.files.reduce((sum, file) => sum + file.bytes, 0);
      const missing = files.filter(({ state }) => state !== 'sound').map(({ path }) => path);
      return { name, title, bytes, complete, missing, problems: files.flatMap(problemOf) };
    });
    if (given.json) print(JSON.stringify({ folder: dataFolder(), datasets: rows }, null, 2));
    else {
      print(`data folder ${dataFolder()} (CLAIMCHECK_DATA)`);
      for (const row of rows) {
        const state = row.complete ? 'here' : 'not here';
        print(`${row.name.padEnd(16)} ${state.padEnd(9)} ${megabytes(row.bytes).padStart(8)}  ${row.title}`);
        for (const problem of row.problems) print(`  ${problem}`);
      }
    }
    return 0;
  },
});

/** A file that is there but not as published: what is wrong, and the hint. */
function problemOf({ file, path, state, bytes }: LocatedFile): string[] {
  if (state === 'wrong-length') {
    return [
      `${path} has ${bytes} bytes instead of ${file.bytes} (cut off?): delete it and put it there again`,
    ];
  }
  return state === 'wrong-checksum'
    ? [`${path} has another sha256 than the published file: delete it and put it there again`]
    : [];
}

const fetchArgs = {
  name: { type: 'positional', required: false, description: 'Data set, as "data list" names it' },
} as const;

const fetch = defineCommand({
  meta: { name: 'fetch', description: 'Download a data set, checked against its published sizes and sums' },
  args: fetchArgs,
  async run({ args: given }) {
    checkArguments(given, fetchArgs);
    if (given.name === undefined) {
      throw new UserError('which data set?', `choose one of ${datasets.map(({ name }) => name).join(', ')}`);
    }
    const dataset = datasetNamed(given.name);
    const { downloaded, notes, folder } = await fetchDataset(dataset, { onProgress: reporter() });
    for (const note of notes) printError(`note: ${note}`);
    const what = downloaded.length > 0 ? `downloaded ${downloaded.join(', ')}` : 'everything was here';
    print(`${dataset.name} is in ${folder}: ${what}`);
    return 0;
  },
});

/** Tells each tenth of each file. */
function reporter(): (progress: {
  readonly url: string;
  readonly received: number;
  readonly bytes: number;
}) => void {
  let told = '';
  return ({ url, received, bytes }) => {
    const line = `${url}: ${10 * Math.floor((10 * received) / bytes)} % of ${megabytes(bytes)}`;
    if (line !== told) printError(line);
    told = line;
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export const data = defineCommand({
  meta: { name: 'data', description: descriptions.data },
  subCommands: { list, fetch },
});
