import { usage } from './device-usage.ts';
import type { Exactness } from './shaders/index.ts';

const count = 256;

/** Computes rounding errors of products (0 where FMA rounds the product first), quotients, and roots. */
const source = `
@group(0) @binding(0) var<storage, read> numbers: array<f32>;
@group(0) @binding(1) var<storage, read_write> results: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let a = numbers[2u * id.x];
  let b = numbers[2u * id.x + 1u];
  results[3u * id.x] = fma(a, b, -(a * b));
  results[3u * id.x + 1u] = a / b;
  results[3u * id.x + 2u] = sqrt(a);
}
`;

/** Tests by examples which operations of a device are correctly rounded. */
export async function probe(gpu: GPUDevice): Promise<Exactness> {
  // A low-discrepancy sequence from 1 to 4, by the golden ratio.
  const numbers = Float32Array.from({ length: 2 * count }, (_, i) => 1 + 3 * ((i * 0.6180339887498949) % 1));
  const results = await run(gpu, numbers);
  const holds = (kind: number, expected: (a: number, b: number) => number): boolean =>
    Array.from({ length: count }, (_, i) => i).every(
      (i) => results[3 * i + kind] === Math.fround(expected(numbers[2 * i]!, numbers[2 * i + 1]!)),
    );
  return {
    fma: holds(0, (a, b) => a * b - Math.fround(a * b)),
    division: holds(1, (a, b) => a / b),
    root: holds(2, (a) => Math.sqrt(a)),
  };
}

async function run(gpu: GPUDevice, numbers: Float32Array<ArrayBuffer>): Promise<Float32Array> {
  const bytes = 4 * 3 * count;
  const buffer = (size: number, flags: number): GPUBuffer => gpu.createBuffer({ size, usage: flags });
  const given = buffer(numbers.byteLength, usage.storage | usage.copyTarget);
  const made = buffer(bytes, usage.storage | usage.copySource);
  const reader = buffer(bytes, usage.mapRead | usage.copyTarget);
  gpu.queue.writeBuffer(given, 0, numbers);
  const module = gpu.createShaderModule({ code: source });
  const pipeline = await gpu.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const encoder = gpu.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    gpu.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [given, made].map((own, binding) => ({ binding, resource: { buffer: own } })),
    }),
  );
  pass.dispatchWorkgroups(count / 64);
  pass.end();
  encoder.copyBufferToBuffer(made, 0, reader, 0, bytes);
  gpu.queue.submit([encoder.finish()]);
  await reader.mapAsync(usage.mapRead);
  const results = new Float32Array(reader.getMappedRange()).slice();
  for (const own of [given, made, reader]) own.destroy();
  return results;
}
