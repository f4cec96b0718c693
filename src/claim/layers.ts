import { UserError, type Tier } from '#core';
import type { EvidenceProblem } from './disagreements.ts';
import type { Evidence, TrainedEvidence } from './evidence-types.ts';
import { type Layers, type Protocol, protocolOf } from './protocol.ts';
import { replacementsOf } from './replacements.ts';
import type { EmpiricalClaim } from './types.ts';

/** What a claim declares of its arms. */
export interface DeclaredArms extends Pick<EmpiricalClaim, 'controls'> {
  readonly arms: Readonly<Record<string, unknown>>;
}

/** Arms that are what the paper trains: all but those that only stand in for another in a control. */
export function armsOfPaper({ arms, controls }: DeclaredArms): string[] {
  const exchanged = Object.values(controls).flatMap(replacementsOf);
  const replaced = new Set(exchanged.map(({ replace }) => replace));
  const standIns = new Set(exchanged.map(({ with: standIn }) => standIn));
  return Object.keys(arms).filter((arm) => replaced.has(arm) || !standIns.has(arm));
}

/**
 * Wherein what was trained is not the layers that a protocol names: empty where each of its arms trained these parameters and
 * no others. What an optimizer keeps of a parameter has its name behind a prefix, and its shape.
 */
function layerProblems(
  protocol: Pick<Protocol, 'layers'> | undefined,
  trained: readonly TrainedEvidence[],
): string[] {
  return Object.entries(protocol?.layers ?? {}).flatMap(([arm, layers]) => {
    const scans = trained.filter(({ arms }) => arms.includes(arm)).flatMap((one) => one.scans);
    if (scans.length === 0) return [`${arm}: no scan of it was recorded, so its layers are not known`];
    return scans.flatMap(({ name, state }) =>
      differencesOf(layers, state).map((text) => `${arm}, scan "${name}": ${text}`),
    );
  });
}

function differencesOf(layers: Layers, state: Layers): string[] {
  const listed = Object.entries(layers);
  const missing = listed.flatMap(([name, shape]) => {
    const found = state[name];
    if (found === undefined) return [`${name} ${shapeText(shape)} was not trained`];
    return same(found, shape) ? [] : [`${name} is ${shapeText(found)}, not ${shapeText(shape)}`];
  });
  const kept = ([name, shape]: [string, readonly number[]]): boolean =>
    shape.length === 0 || listed.some(([own, of]) => name.endsWith(`/${own}`) && same(shape, of));
  const more = Object.entries(state).filter((entry) => !Object.hasOwn(layers, entry[0]) && !kept(entry));
  return [...missing, ...more.map(([name, shape]) => `${name} ${shapeText(shape)} is not of the paper`)];
}

const same = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((size, axis) => size === other[axis]);

const shapeText = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** @throws UserError where what was trained has other layers than the protocol names */
export function requireLayers(
  { id, protocol }: EmpiricalClaim,
  tier: Tier,
  trained: readonly TrainedEvidence[],
): void {
  const problems = layerProblems(protocolOf(protocol, tier), trained);
  if (problems.length === 0) return;
  throw new UserError(
    `claim ${id}: what was trained at tier ${tier} has other layers than its protocol names: ${problems.join('; ')}`,
    'train the paper\'s layers, or call the protocol "scaled" or "proxy", without layers, and list what differs',
  );
}

/** What evidence says of its layers that its own record of the training does not bear out. */
export function evidenceLayerProblems({ protocol, trained = [] }: Evidence): EvidenceProblem[] {
  const path = 'protocol.layers';
  if (protocol?.fidelity === 'exact' && !protocol.layers) {
    return [{ path, stored: undefined, derived: 'layers, as the protocol is exact' }];
  }
  return layerProblems(protocol, trained).map((text) => ({ path, stored: protocol!.layers, derived: text }));
}
