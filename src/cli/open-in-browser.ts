import { execa } from 'execa';
import { UserError } from '#core';

/** What opens a file as its owner would, by platform. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/**
 * Opens a file in the user's browser.
 * @throws UserError where nothing here opens files
 */
export async function openInBrowser(path: string): Promise<void> {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  try {
    await execa(command, [...args, path], { stdin: 'ignore' });
  } catch {
    throw new UserError(`${command} cannot open ${path} here`, 'open the file in a browser by hand');
  }
}
