import { UserError } from '#core';
import type { LabelledData } from './labelled-data.ts';
import { lengthError, brokenFileHint, readBytes } from './read-bytes.ts';

const side = 32;
const pixels = side * side;
const record = 1 + 3 * pixels;

export interface ReadCifar10Options {
  /** Factor on the bytes 0..255. Default 1/255: images in [0, 1]. */
  readonly scale?: number;
}

/**
 * A file of CIFAR-10's binary version (Krizhevsky 2009; per image a label byte, then the R, G and B planes):
 * x [images, 32, 32, 3] float32, y [images] int32. Throws a `UserError` for a cut file or a label above 9.
 */
export function readCifar10(path: string, { scale = 1 / 255 }: ReadCifar10Options = {}): LabelledData {
  const bytes = readBytes(path);
  const images = Math.floor(bytes.length / record);
  if (images === 0 || bytes.length % record !== 0) {
    const whole = Math.max(record, Math.ceil(bytes.length / record) * record);
    throw lengthError(path, `${whole} bytes (a multiple of ${record} an image)`, bytes.length);
  }
  const x = new Float32Array(images * 3 * pixels);
  const y = new Int32Array(images);
  for (let image = 0; image < images; image++) {
    const start = image * record;
    y[image] = labelAt(path, bytes, start);
    for (let channel = 0; channel < 3; channel++) {
      const plane = start + 1 + channel * pixels;
      const target = image * 3 * pixels + channel;
      for (let pixel = 0; pixel < pixels; pixel++) x[target + 3 * pixel] = scale * bytes[plane + pixel]!;
    }
  }
  return {
    x: { dtype: 'float32', shape: [images, side, side, 3], values: x },
    y: { dtype: 'int32', shape: [images], values: y },
  };
}

function labelAt(path: string, bytes: Buffer, start: number): number {
  const label = bytes[start]!;
  if (label <= 9) return label;
  throw new UserError(
    `${path} has label ${label} at byte ${start}; CIFAR-10 has labels 0 to 9`,
    brokenFileHint,
  );
}
