import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '#core';
import { claimcheck, readJson, workingFolder } from './claimcheck.ts';

const paper = `import type { Paper } from 'claimcheck';
export const paper: Paper = {
  id: 'toy-paper', title: 'Toys', authors: ['A. Author'], venue: 'here', year: 2020, url: 'https://example.org',
};`;

/** A claim that computes with TensorFlow.js itself, and imports nothing of claimcheck that does. */
const claim = (id: string, before = ''): string => `
import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import { defineInvariant } from 'claimcheck';
import { paper } from './paper.ts';
${before}
const slope = (x: number): number => tf.tidy(() => tf.grad((y) => y.square())(tf.scalar(x)).dataSync()[0]!);
export default defineInvariant({
  id: 'toy-paper/${id}',
  revision: 1,
  states: 'The derivative of a square is twice the number.',
  source: { paper, at: 'Fig. 1' },
  runs: { smoke: 8, standard: 8 },
  cases: fc.record({ x: fc.integer({ min: 1, max: 9 }) }),
  property: ({ x }) => ({ holds: slope(x) === 2 * x }),
  mutants: { 'three times': { property: ({ x }) => ({ holds: slope(x) === 3 * x }), killedShare: 1 } },
});`;

it('a claim may compute by ops alone, gradients and chained ops included, once it is loaded', async () => {
  mkdirSync(join(packageRoot, '.claimcheck'), { recursive: true });
  const claims = mkdtempSync(join(packageRoot, '.claimcheck', 'test-claims-'));
  onTestFinished(() => rmSync(claims, { recursive: true, force: true }));
  mkdirSync(join(claims, 'toy-paper'));
  const files = {
    'paper.ts': paper,
    'late.invariant.ts': claim('late'),
    'early.invariant.ts': claim('early', 'export const two = tf.scalar(1).add(1).dataSync()[0]!;'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(claims, 'toy-paper', name), text);
  const folder = workingFolder();
  const { stdout, stderr, exitCode } = await claimcheck(folder, [
    'verify',
    '--claims',
    claims,
    '--jobs',
    '1',
  ]);
  expect(
    readJson(folder, 'claimcheck-out', 'evidence', 'toy-paper', 'late.json')['verdict'],
    stdout + stderr,
  ).toBe('supported');
  expect(exitCode).not.toBe(0);
  expect(stdout + stderr).toMatch(
    /early\.invariant\.ts: No backend found in registry\.?\s+import 'claimcheck\/engine' where TensorFlow\.js is used/,
  );
});
