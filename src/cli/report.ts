import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { UserError, writeFileAtomic } from '#core';
import { plural } from '#report';
import { openInBrowser } from './open-in-browser.ts';
import { descriptions } from './descriptions.ts';
import { checkArguments, claimsFolder, claimsOption, defaultFolders, defaultSource } from './options.ts';
import { print } from './terminal.ts';

const args = {
  from: {
    type: 'string',
    valueHint: 'dir',
    description: 'Folder that was published to, or verified into (default: reports, or claimcheck-out)',
  },
  out: {
    type: 'string',
    valueHint: 'dir',
    default: defaultFolders.pages,
    description: 'Folder that the pages are written to',
  },
  open: { type: 'boolean', description: 'Open the index in the browser' },
  ...claimsOption,
} as const;

export const report = defineCommand({
  meta: { name: 'report', description: descriptions.report },
  args: { ...args, from: { ...args.from, required: false } },
  async run({ args: given }) {
    checkArguments(given, args);
    const { out } = given;
    const from = given.from ?? defaultSource();
    if (!existsSync(from)) {
      throw new UserError(`there is no folder ${from}`, 'verify first, or name the folder with --from');
    }
    const claims = claimsFolder(given.claims);
    const { checkWritable, collectCalibration, collectEvidence, collectPapers } = await import('#runner');
    const evidence = await collectEvidence(from, claims);
    const read = evidence.filter(({ stored }) => stored).length;
    if (evidence.length === 0) {
      throw new UserError(`there is no evidence in ${from}`, 'verify first, or correct --from');
    }
    checkWritable([out], 'choose a folder that you may write to, with --out DIR');
    const { sitePages } = await import('#pages');
    let pages = 0;
    const calibration = collectCalibration(from);
    for (const [path, text] of sitePages(evidence, await collectPapers(claims), calibration)) {
      writeFileAtomic(join(out, path), text);
      pages++;
    }
    print(
      `${plural(pages, 'page')} of ${plural(read, 'verdict')} in ${out}: open ${join(out, 'index.html')}`,
    );
    if (given.open) await openInBrowser(join(out, 'index.html'));
    for (const { id, tier, problem } of evidence) if (problem) print(`${id} at tier ${tier}: ${problem}`);
    return 0;
  },
});
