import { UserError } from '#core';
import type { Offer } from './optional-packages.ts';
import type { EngineName } from './types.ts';

/** An engine, and whether and why it can be used on this machine. */
export interface EngineDescription {
  readonly name: EngineName;
  readonly available: boolean;
  /** What runs it and in which version, or why it cannot run here. */
  readonly detail: string;
  /** Not taken by `auto`: slower than others, and there to be asked for. */
  readonly onlyByName?: boolean;
  /** What could be installed here for it and is not. */
  readonly offer?: Offer;
}

export interface EngineChoice {
  readonly engine: EngineName;
  /** Why this one: asked for by name, or the best that is there. */
  readonly why: string;
}

/**
 * The first of `engines` that is there and to be taken unasked. A GPU must first compute what the processor does.
 * @param probe why an engine computes something else than the processor; undefined where it does not
 */
export async function chooseEngine(
  engines: readonly EngineDescription[],
  probe: (engine: EngineName) => Promise<string | undefined>,
): Promise<EngineChoice> {
  const passed: string[] = [];
  for (const { name, available, detail, onlyByName, offer } of engines) {
    if (name === 'cpu' && !available && offer) passed.push(`cpu is not here, but by: ${offer.command}`);
    if (!available || onlyByName === true) continue;
    const problem = name === 'cpu' || name === 'reference' ? undefined : await probe(name);
    if (problem === undefined) {
      return { engine: name, why: [`fastest engine here: ${detail}`, ...passed].join('; ') };
    }
    passed.push(`${name} is not taken: ${problem}`);
  }
  throw new UserError('no engine can run here', "run 'claimcheck doctor' to see what is missing");
}
