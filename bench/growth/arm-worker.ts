import { register } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { messageOf, ndarray, type RunContext, type Seed, seedsOf } from '#core';
import { type ArmCompilation } from './arm-compilation.ts';
import { compile, compiled } from './timed-engine.ts';

// Before anything that trains is imported.
register('./timed-engine-hook.mjs', import.meta.url);
const { loadClaim } = await import('#runner');
const { discoverClaims } = await import('#sources');
const { Interrupted } = await import('#train');

/** Replicas of the first look, the most that are trained at once. */
const mostReplicas = 8;

/** A first program loads the engine's library. */
async function warmUp(threads: number): Promise<void> {
  const x = ndarray([1], [1]);
  const specs = { state: { x: { dtype: 'float32', shape: [1] } }, input: {}, data: {} } as const;
  const step = ({ x }: Readonly<Record<string, tf.Tensor>>) => ({ state: { x: tf.mul(x!, 2) }, metrics: {} });
  const program = await compile(step, specs, { engine: 'cpu', threads });
  await program.run({ x }, {}, {}, 1);
  await program.dispose();
}

async function compileArm(
  start: () => Promise<unknown>,
): Promise<Pick<ArmCompilation, 'milliseconds' | 'problem'>> {
  const milliseconds: number[] = [];
  const listen = (took: unknown): number => milliseconds.push(took as number);
  compiled.subscribe(listen);
  try {
    await start();
  } catch (error) {
    if (!(error instanceof Interrupted)) return { milliseconds, problem: messageOf(error).split('\n')[0]! };
  } finally {
    compiled.unsubscribe(listen);
  }
  return milliseconds.length > 0 ? { milliseconds } : { milliseconds, problem: 'it compiled nothing' };
}

async function main([folder, id, threadsText]: string[]): Promise<void> {
  const threads = Number(threadsText);
  await warmUp(threads);
  const entry = discoverClaims(folder!).find((one) => one.id === id)!;
  const claim = await loadClaim(entry);
  if (claim.kind !== 'empirical') return;
  const size = claim.tiers.smoke;
  const replicas = Math.min(mostReplicas, size.seeds ?? mostReplicas);
  const seeds: Seed[] = seedsOf(
    { id: claim.id, revision: claim.revision, family: 'dev', base: 0 },
    0,
    replicas,
  );
  for (const [arm, train] of Object.entries(claim.arms)) {
    // A run that is to stop trains one step.
    const run: RunContext = { seeds, engine: 'cpu', threads, signal: AbortSignal.abort() };
    const result = await compileArm(() => train(run, size));
    process.stdout.write(`${JSON.stringify({ claim: claim.id, arm, replicas, ...result })}\n`);
  }
}

await main(process.argv.slice(2));
process.exit(0);
