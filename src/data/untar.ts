const block = 512;

/**
 * The regular files of a tar archive (POSIX ustar or the older format) by name; throws for a size that is no number,
 * and when it ends inside a file.
 */
export function untar(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const members = new Map<string, Uint8Array>();
  let at = 0;
  while (at + block <= archive.length) {
    const header = archive.subarray(at, at + block);
    const name = text(header, 0, 100);
    // Two empty blocks end an archive; one is enough to stop.
    if (name === '') break;
    const digits = text(header, 124, 12);
    if (!/^[0-7]{1,12}$/.test(digits)) throw new RangeError(`the size of ${name} is no number: "${digits}"`);
    const size = Number.parseInt(digits, 8);
    const end = at + block + size;
    if (end > archive.length) {
      throw new RangeError(`the archive ends inside ${name}`);
    }
    const kind = header[156];
    if (kind === 0 || kind === 0x30) members.set(fullName(header, name), archive.subarray(at + block, end));
    at = at + block + Math.ceil(size / block) * block;
  }
  return members;
}

function fullName(header: Uint8Array, name: string): string {
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function text(header: Uint8Array, from: number, length: number): string {
  const field = Buffer.from(header.subarray(from, from + length)).toString('latin1');
  return field.split('\0', 1)[0]!.trim();
}
