import { createRng, type NdRecord, type Seed, stack } from '#core';
import type { Initialiser } from './initialisers.ts';

/** How one parameter starts. */
export interface ParameterSpec {
  /** Shape of one replica, without the replica axis. */
  readonly shape: readonly number[];
  readonly initialiser: Initialiser;
}

/** Parameters by name, with shapes without the replica axis. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

/**
 * Draws every parameter for every seed: [R, ...shape] each, replica r from seed r.
 *
 * Each parameter has its own stream, `init/<name>`, so arms that share a name and a shape share the draw whatever else
 * they contain.
 */
export function initialize(seeds: readonly Seed[], specs: ParameterSpecs): NdRecord {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { shape, initialiser }]) => [
      name,
      stack(seeds.map((seed) => initialiser(createRng(seed, `init/${name}`), shape))),
    ]),
  );
}
