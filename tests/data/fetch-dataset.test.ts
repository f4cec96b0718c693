import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchDataset } from '#data';
import type { Dataset } from '../../src/data/catalogue.ts';
import type { DownloadProgress } from '../../src/data/download-file.ts';
import { temporaryFolders } from './temporary-folder.ts';
import { fileOf, put, tiny, tinyImages, tinyLabels } from './tiny-dataset.ts';

const newFolder = temporaryFolders();

type Answer = () => Response;

/** A network that knows these addresses; others cannot be reached. */
function network(answers: Record<string, Answer>): { fetch: typeof fetch; asked: string[] } {
  const asked: string[] = [];
  const fetch = async (url: unknown): Promise<Response> => {
    asked.push(String(url));
    const answer = answers[String(url)];
    if (answer) return answer();
    throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND one.example') });
  };
  return { fetch, asked };
}

/** A body that comes in two pieces and then ends, or breaks. */
function body(content: Uint8Array, breaks?: Error): Answer {
  return () => {
    const pieces = [content.subarray(0, 5), content.subarray(5)];
    return new Response(
      new ReadableStream({
        pull(controller) {
          const piece = pieces.shift();
          if (piece) controller.enqueue(piece);
          else if (breaks) controller.error(breaks);
          else controller.close();
        },
      }),
    );
  };
}

const good = {
  'https://one.example/images': body(tinyImages),
  'https://one.example/labels': body(tinyLabels),
};

/** Files anywhere below a folder, temporary ones too. */
function left(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}

describe('fetchDataset', () => {
  it('downloads what is missing, with progress, and only that', async () => {
    const folder = newFolder();
    const seen: DownloadProgress[] = [];
    const { fetch, asked } = network(good);
    const done = await fetchDataset(tiny, { fetch, folder, onProgress: (progress) => seen.push(progress) });
    expect(done).toMatchObject({ complete: true, downloaded: ['tiny/images', 'tiny/labels'], notes: [] });
    expect(readFileSync(join(folder, 'tiny/images'))).toEqual(tinyImages);
    expect(left(folder)).toEqual(['images', 'labels']);
    expect(seen.slice(0, 2)).toEqual([
      { url: 'https://one.example/images', received: 5, bytes: 24 },
      { url: 'https://one.example/images', received: 24, bytes: 24 },
    ]);
    const again = await fetchDataset(tiny, { fetch, folder });
    expect(again).toMatchObject({ complete: true, downloaded: [] });
    expect(asked).toHaveLength(2);
  });

  it('replaces a damaged file, and keeps it when the network is gone', async () => {
    const folder = newFolder();
    put(folder, 'tiny/images', tinyImages.subarray(0, 9));
    put(folder, 'tiny/labels', tinyLabels);
    await expect(fetchDataset(tiny, { fetch: network({}).fetch, folder })).rejects.toThrow(/no connection/);
    expect(readFileSync(join(folder, 'tiny/images'))).toHaveLength(9);
    const done = await fetchDataset(tiny, { fetch: network(good).fetch, folder });
    expect(done).toMatchObject({ complete: true, downloaded: ['tiny/images'] });
  });

  it('no network: names each address, the cause, and where to put the file by hand', async () => {
    const folder = newFolder();
    const fault = await fetchDataset(tiny, { fetch: network({}).fetch, folder }).catch(
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({
      name: 'UserError',
      message:
        'could not download tiny/images (24 bytes): ' +
        'https://one.example/images: no connection (getaddrinfo ENOTFOUND one.example); ' +
        'https://two.example/images: no connection (getaddrinfo ENOTFOUND one.example)',
      hint: `check the network and run the command again, or put the file at ${join(folder, 'tiny/images')} yourself`,
    });
    expect(left(folder)).toEqual([]);
  });

  it('wrong checksum at one address: tries the next', async () => {
    const folder = newFolder();
    const altered = Buffer.from(tinyImages);
    altered[20]! ^= 1;
    const one = { ...good, 'https://one.example/images': body(altered) };
    await expect(fetchDataset(tiny, { fetch: network(one).fetch, folder })).rejects.toThrow(
      /one\.example\/images: wrong checksum: sha256 is [0-9a-f]{64}, the official file has [0-9a-f]{64}; .*two\.example/,
    );
    expect(left(folder)).toEqual([]);
    const two = { ...one, 'https://two.example/images': body(tinyImages) };
    const done = await fetchDataset(tiny, { fetch: network(two).fetch, folder });
    expect(done.complete).toBe(true);
  });

  it.each([
    ['ends early', body(tinyImages.subarray(0, 20)), /cut off after 20 of 24 bytes;/],
    [
      'breaks',
      body(tinyImages.subarray(0, 20), new Error('socket hang up')),
      /after 20 of 24 bytes \(socket/,
    ],
    ['is too long', body(Buffer.concat([tinyImages, tinyImages])), /longer than the 24 bytes/],
    [
      'is an error page',
      () => new Response('gone', { status: 404, statusText: 'Not Found' }),
      /404 Not Found/,
    ],
    ['is empty', () => new Response(null, { status: 204 }), /the server answered 204/],
  ])('a download that %s leaves nothing behind', async (_, answer, message) => {
    const folder = newFolder();
    const { fetch } = network({ ...good, 'https://one.example/images': answer });
    await expect(fetchDataset(tiny, { fetch, folder })).rejects.toThrow(message);
    expect(left(folder)).toEqual([]);
  });

  it('aborted: stops without trying other addresses', async () => {
    const folder = newFolder();
    const stop = new AbortController();
    const { fetch, asked } = network({
      'https://one.example/images': () => {
        stop.abort(new Error('interrupted'));
        throw stop.signal.reason;
      },
    });
    await expect(fetchDataset(tiny, { fetch, folder, signal: stop.signal })).rejects.toThrow('interrupted');
    expect(asked).toEqual(['https://one.example/images']);
    expect(left(folder)).toEqual([]);
  });

  it('a folder that cannot be written: says so and how to choose another', async () => {
    const folder = newFolder();
    put(folder, 'tiny', Buffer.from('a file where the folder should be'));
    await expect(fetchDataset(tiny, { fetch: network(good).fetch, folder })).rejects.toThrow(
      expect.objectContaining({ hint: expect.stringContaining('CLAIMCHECK_DATA') as string }),
    );
  });

  it('without an address: says that the files must be brought', async () => {
    const folder = newFolder();
    await expect(fetchDataset('mnist-test', { folder })).rejects.toThrow(
      'mnist-test cannot be downloaded: mnist-t10k-images-idx3-ubyte.gz has no public address',
    );
  });

  it('without a known checksum: says that only the length was checked', async () => {
    const files = [{ path: 'a', bytes: tinyLabels.length, urls: ['https://one.example/labels'] }];
    const done = await fetchDataset({ ...tiny, files }, { fetch: network(good).fetch, folder: newFolder() });
    expect(done.notes).toEqual(['a: no official checksum is known, only its length was checked']);
  });
});

describe('fetchDataset from an archive', () => {
  const archive = readFileSync(new URL('../../fixtures/data/tiny-gnu.tar.gz', import.meta.url));
  const packed: Dataset = {
    ...tiny,
    files: [
      { path: 'batches/a.bin', bytes: 3 },
      { path: 'batches/b.bin', bytes: 700 },
    ],
    archive: fileOf('tiny.tar.gz', archive, 'https://one.example/tiny.tar.gz'),
  };
  const served = { 'https://one.example/tiny.tar.gz': body(archive) };

  it('unpacks the members and removes the archive', async () => {
    const folder = newFolder();
    const done = await fetchDataset(packed, { fetch: network(served).fetch, folder });
    expect(done).toMatchObject({ complete: true, downloaded: ['tiny.tar.gz'], notes: [] });
    expect(left(folder)).toEqual(['a.bin', 'b.bin']);
    expect(readFileSync(join(folder, 'batches/a.bin'), 'utf8')).toBe('one');
  });

  it('uses an archive that was put there by hand, and keeps it', async () => {
    const folder = newFolder();
    put(folder, 'tiny.tar.gz', archive);
    const done = await fetchDataset(packed, { fetch: network({}).fetch, folder });
    expect(done).toMatchObject({ complete: true, downloaded: [] });
    expect(existsSync(join(folder, 'tiny.tar.gz'))).toBe(true);
  });

  it('names a member that is absent or of another length', async () => {
    const folder = newFolder();
    const wrong = { ...packed, files: [{ path: 'batches/a.bin', bytes: 4 }] };
    await expect(fetchDataset(wrong, { fetch: network(served).fetch, folder })).rejects.toThrow(
      /should hold batches\/a\.bin with 4 bytes, found 3 bytes/,
    );
    const absent = { ...packed, files: [{ path: 'batches/z.bin', bytes: 4 }] };
    await expect(fetchDataset(absent, { fetch: network(served).fetch, folder })).rejects.toThrow(
      /batches\/z\.bin with 4 bytes, found no such member/,
    );
  });
});
