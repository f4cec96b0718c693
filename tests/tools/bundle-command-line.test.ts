import { mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { packageRoot } from '#core';
import { bundleCommandLine } from '../../tools/bundle-command-line.ts';
import { temporaryFolders } from '../data/temporary-folder.ts';

const newFolder = temporaryFolders();

const files = {
  'package.json': '{ "type": "module" }',
  'cli/main.js': `import { places } from '../runner/places.js';
    import { z } from 'zod';
    console.log(JSON.stringify({ ...places, ...(await import('./show.js')), type: z.string().type }));`,
  'cli/show.js': "export const later = new URL('words.txt', import.meta.url).pathname;",
  'runner/places.js': `import { inner } from './deep/inner.js';
    export const places = { dirname: import.meta.dirname, filename: import.meta.filename, inner };`,
  'runner/deep/inner.js': 'export const inner = import.meta.dirname;',
};

it('the command line in few files finds what its modules find, and leaves those of others alone', async () => {
  const built = realpathSync(newFolder());
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(built, name)), { recursive: true });
    writeFileSync(
      join(built, name),
      text.replace("'zod'", JSON.stringify(join(packageRoot, 'node_modules/zod/index.js'))),
    );
  }
  await bundleCommandLine(built);
  const { stdout } = await execa('node', [join(built, 'cli/main.js')]);
  expect(JSON.parse(stdout)).toEqual({
    dirname: join(built, 'runner'),
    filename: join(built, 'runner/places.js'),
    inner: join(built, 'runner/deep'),
    later: join(built, 'cli/words.txt'),
    type: 'string',
  });
  expect(readdirSync(join(built, 'runner')).sort()).toEqual(['deep', 'places.js']);
  const cli = readdirSync(join(built, 'cli'));
  expect(cli).not.toContain('show.js');
  expect(cli).toContain('LICENSES.txt');
});
