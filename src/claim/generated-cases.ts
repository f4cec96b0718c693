import { UserError } from '#core';
import {
  type Arbitrary,
  check,
  configureGlobal,
  type Parameters,
  property,
  readConfigureGlobal,
  resetConfigureGlobal,
  type RunDetails,
  sample,
} from 'fast-check';

type Options = Pick<Parameters<unknown>, 'seed' | 'path' | 'numRuns' | 'endOnFailure'>;

/** The cases that a seed gives, whatever is set for fast-check in this process. */
export function drawCases<Case>(
  cases: Arbitrary<Case>,
  options: Required<Pick<Options, 'seed' | 'numRuns'>>,
): Case[] {
  return withOwnSettings(() => sample(cases, options));
}

/**
 * Tries a property on the cases that a seed gives, whatever is set for fast-check in this process.
 * @throws UserError where a plugin was installed, which could exchange or pass by cases and cannot be taken away
 */
export function checkCases<Case>(
  cases: Arbitrary<Case>,
  holds: (value: Case) => boolean,
  options: Options,
): RunDetails<[Case]> {
  let installed = 0;
  const counting = (index: number): object => {
    installed = index;
    return {};
  };
  const details = withOwnSettings(() =>
    check(property(cases, holds), { ...options, plugins: [counting as never] }),
  );
  if (installed === 0) return details;
  throw new UserError(
    `fast-check has ${installed} global plugins, which may exchange the generated cases`,
    'leave out installGlobalPlugin',
  );
}

/** Global settings can give cases of their own, skip some, or end a run early; those of the caller are put back. */
function withOwnSettings<Result>(run: () => Result): Result {
  const settings = readConfigureGlobal();
  resetConfigureGlobal();
  try {
    return run();
  } finally {
    configureGlobal(settings);
  }
}
