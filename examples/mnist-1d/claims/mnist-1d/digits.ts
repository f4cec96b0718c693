import { createRng, type NdArray, ndarray, type Rng, type Seed } from 'claimcheck';

/** Heights of the ten digits, drawn as a line of twelve points each. */
const shapes = [
  [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
  [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
  [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
  [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
  [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
  [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
  [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
  [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
];

/** Points of a sequence as a model sees it, and of the canvas that a digit is drawn on. */
export const length = 40;
const canvas = 72;

/** Zeros after a digit: this many at least and at most. The longer, the shorter the digit is drawn. */
const padding = [36, 60] as const;
const scaleCoefficient = 0.4;
const mostTranslation = 48;
const correlatedNoise = 0.25;
const independentNoise = 0.02;
const shear = 0.75;

/** Digits without mean and of deviation 1 that begin at height 0, a sixth of that. */
const templates = shapes.map((shape) => {
  const mean = shape.reduce((sum, height) => sum + height, 0) / shape.length;
  const deviation = Math.sqrt(shape.reduce((sum, height) => sum + (height - mean) ** 2, 0) / shape.length);
  return shape.map((height) => (height - shape[0]!) / deviation / 6);
});

/** The values at `points` even places between the first and the last of `values`, on straight lines. */
function resampled(values: ArrayLike<number>, points: number): Float64Array {
  return Float64Array.from({ length: points }, (_, point) => {
    const place = (point * (values.length - 1)) / (points - 1);
    const low = Math.min(Math.floor(place), values.length - 2);
    return values[low]! + (place - low) * (values[low + 1]! - values[low]!);
  });
}

/** Noise smoothed by a Gaussian of two points, cut at four deviations, mirrored at both ends. */
function smoothNoise(rng: Rng, points: number): Float64Array {
  const noise = Array.from({ length: points }, () => correlatedNoise * rng.normal());
  const weights = Array.from({ length: 17 }, (_, at) => Math.exp(-0.5 * ((at - 8) / 2) ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mirrored = (at: number): number => (at < 0 ? -1 - at : at >= points ? 2 * points - 1 - at : at);
  return Float64Array.from({ length: points }, (_, point) =>
    weights.reduce((sum, weight, at) => sum + (weight / total) * noise[mirrored(point + at - 8)]!, 0),
  );
}

/** A digit, drawn shorter, higher or lower, shifted in a circle, with noise where it is not, sheared, in `length` points. */
function draw(rng: Rng, digit: number): Float64Array {
  const zeros = padding[0] + rng.integer(padding[1] - padding[0] + 1);
  // A height of exactly 0 is where no digit is.
  const line = [...templates[digit]!.map((height) => height + 1e-8), ...Array<number>(zeros).fill(0)];
  const scale = 1 + scaleCoefficient * (rng.uniform() - 0.5);
  const drawn = resampled(line, canvas).map((height) => scale * height);
  const shift = rng.integer(mostTranslation);
  const noise = smoothNoise(rng, canvas);
  const tilt = shear * (rng.uniform() - 0.5);
  const full = drawn.map((_, point) => {
    const height = drawn[(point - shift + canvas) % canvas]!;
    const seen = (height === 0 ? noise[point]! : height) + independentNoise * rng.normal();
    return seen - tilt * (point / (canvas - 1) - 0.5);
  });
  return resampled(full, length);
}

export interface Digits {
  /** [samples, 40], of mean 0 and deviation 1 over all samples of both splits. */
  readonly x: NdArray;
  /** int32 [samples] */
  readonly y: NdArray;
}

/**
 * The training and the test set of a seed: digits in a random order, as many of each as of the others.
 * @param shuffled the points of all sequences in one random order: what lies beside what is lost, and nothing else
 */
export function digits(
  seed: Seed,
  { samples, shuffled }: { readonly samples: number; readonly shuffled: boolean },
): { readonly train: Digits; readonly test: Digits } {
  const rng = createRng(seed, 'digits');
  const order = createRng(seed, 'order').permutation(samples);
  const places = shuffled
    ? createRng(seed, 'places').permutation(length)
    : Uint32Array.from({ length }, (_, at) => at);
  const x = new Float64Array(samples * length);
  const y = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const row = order[sample]!;
    const sequence = draw(rng, sample % 10);
    y[row] = sample % 10;
    places.forEach((from, to) => (x[row * length + to] = sequence[from]!));
  }
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const deviation = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length);
  const values = Float32Array.from(x, (value) => (value - mean) / deviation);
  const part = (from: number, to: number): Digits => ({
    x: ndarray(values.slice(from * length, to * length), [to - from, length]),
    y: ndarray(y.slice(from, to), [to - from], 'int32'),
  });
  const cut = Math.round(0.8 * samples);
  return { train: part(0, cut), test: part(cut, samples) };
}
