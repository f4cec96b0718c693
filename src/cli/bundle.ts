import { relative } from 'node:path';
import { defineCommand } from 'citty';
import { plural } from '#report';
import { descriptions } from './descriptions.ts';
import { checkArguments } from './options.ts';
import { print } from './terminal.ts';

const args = {
  out: {
    type: 'string',
    valueHint: 'dir',
    default: 'claimcheck-bundle',
    description: 'Folder to write',
  },
} as const;

export const bundle = defineCommand({
  meta: { name: 'bundle', description: descriptions.bundle },
  args,
  async run({ args: given }) {
    checkArguments(given, args);
    const { writeBundle } = await import('#runner');
    const { folder, bytes, files } = await writeBundle(given.out);
    print(
      `${relative('', folder) || folder}: ${plural(files, 'file')}, ${(bytes / 2 ** 20).toFixed(1)} MiB; run ./claimcheck there`,
    );
    return 0;
  },
});
