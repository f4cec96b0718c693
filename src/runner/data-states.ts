import { datasets, datasetSum, firstThere, locate } from '#data';
import type { Fingerprint } from '#ledger';
import { datasetPart } from '#report';

/**
 * The data that a run reads, as a part of its fingerprint: of the first of some data sets that is there.
 * @throws UserError when none is there, with the command that fetches the first
 */
export function dataParts(names: readonly string[] = []): Fingerprint {
  return names.length === 0 ? {} : partOf(firstThere(names));
}

/** The data that earlier evidence was made with, as it is now; where it is not here, as the evidence has it. */
export function knownDataParts(before: Fingerprint): Fingerprint {
  const isHere = (name: string): boolean =>
    datasets.some((dataset) => dataset.name === name) && locate(name).complete;
  const parts = datasetsOf(before).map((name) =>
    isHere(name) ? partOf(name) : { [datasetPart + name]: before[datasetPart + name]! },
  );
  return Object.assign({}, ...parts) as Fingerprint;
}

/** The data sets that a fingerprint is of. */
function datasetsOf(fingerprint: Fingerprint): string[] {
  return Object.keys(fingerprint)
    .filter((part) => part.startsWith(datasetPart))
    .map((part) => part.slice(datasetPart.length));
}

const partOf = (name: string): Fingerprint => ({ [datasetPart + name]: datasetSum(name) });
