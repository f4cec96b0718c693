import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRng } from '#core';
import { datasetNamed } from '#data';

const record = 3073;

/** Images of which the class shows: bytes around a level per class and plane, with noise. */
function records(seed: string, images: number): Buffer {
  const rng = createRng(seed, 'tiny-cifar');
  const content = Buffer.alloc(images * record);
  for (let image = 0; image < images; image++) {
    const label = image % 10;
    content[image * record] = label;
    const noise = rng.uniforms(record - 1, 0, 100);
    for (let at = 1; at < record; at++) {
      const plane = Math.floor((at - 1) / 1024);
      const level = (label * (2 * plane + 1) * 37) % 150;
      content[image * record + at] = level + noise[at - 1]!;
    }
  }
  return content;
}

/**
 * Writes files of CIFAR-10's binary layout and lengths below `folder`, of which the first images of each have content and
 * all others are zeros that take no space.
 */
export function writeTinyCifar(folder: string, images: number): void {
  for (const { path, bytes } of datasetNamed('cifar-10').files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, records(path, images));
    truncateSync(file, bytes);
  }
}
