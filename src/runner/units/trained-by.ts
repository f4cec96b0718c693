import { canonicalJson } from '#core';
import type { Machine, RunBlock, StoredEvidence } from '#report';
import type { ClaimUnit } from './claim-units.ts';

/** What a run says of the units that its evidence comes from: what each took, and the machines where they differ. */
export function trainedBy(units: readonly ClaimUnit[]): Pick<RunBlock, 'units' | 'machines'> {
  const known = units.flatMap((unit) => (unit.record ? [{ ...unit, record: unit.record }] : []));
  const times = known.map(({ arm, from, to, record: { seconds, megabytes } }) => {
    return { arm, seeds: [from, to] as const, seconds, megabytes };
  });
  const machines = new Map(known.map(({ record: { machine } }) => [canonicalJson(machine), machine]));
  return {
    ...(times.length > 0 && { units: times }),
    ...(machines.size > 1 && { machines: [...machines.values()] }),
  };
}

/** That the numbers of a claim come from machines that are not alike, and how they differ. */
export function machinesText({ evidence, run }: StoredEvidence): string | undefined {
  const { machines } = run;
  if (!machines) return undefined;
  const [first] = machines;
  const fields = (Object.keys(first!) as (keyof Machine)[]).filter((field) =>
    machines.some((machine) => machine[field] !== first![field]),
  );
  const shown = machines.map((machine) => fields.map((field) => `${field} ${machine[field]}`).join(', '));
  return `${evidence.id}: its units were trained on ${machines.length} kinds of machine, whose last digits may differ: ${shown.join('; ')}`;
}
