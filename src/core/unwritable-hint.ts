/** What to do about a file that cannot be written: a full disk is another matter than a folder of somebody else's. */
export function unwritableHint(error: unknown, folder: string): string {
  const { code } = error as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return full
    ? `make room on the disk of ${folder} and run it again: it goes on from what is there`
    : 'choose a folder that you may write to, for instance with --out DIR';
}
