import type { KernelProfile } from './engine-profile.ts';
import type { PlannedKernelCode } from '../plan/index.ts';
import { kernelShape } from './kernel-shape.ts';
import { kernelWork } from './kernel-work.ts';

/** Further names are counted. */
const shownNames = 3;

/** What a kernel cost that took `seconds` for `calls` calls. */
export function kernelProfile(
  { sources, kernel }: PlannedKernelCode,
  seconds: number,
  calls: number,
): KernelProfile {
  const { flops, bytesRead, bytesWritten } = kernelWork(kernel);
  return {
    label: labelOf(sources),
    kind: kernel.kind,
    shape: kernelShape(kernel),
    site: sources[0]!.site(),
    seconds,
    calls,
    flops: flops * calls,
    bytesRead: bytesRead * calls,
    bytesWritten: bytesWritten * calls,
  };
}

/** `Multiply + Sub`, each name once; `Multiply + Sub + Sqrt + 2 more`. */
function labelOf(sources: PlannedKernelCode['sources']): string {
  const names = [...new Set(sources.map(({ kernel }) => kernel))];
  const more = names.length - shownNames;
  return [...names.slice(0, shownNames), ...(more > 0 ? [`${more} more`] : [])].join(' + ');
}
