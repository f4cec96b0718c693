import type { KernelProfile } from './engine-profile.ts';

/** Kernels of the same label, kind and shape together. */
export interface KernelGroup extends Omit<KernelProfile, 'site'> {
  /** How many kernels these are. */
  readonly kernels: number;
  /** Where they were called, each place once, the dearest first. */
  readonly sites: readonly string[];
}

/** Adds up kernels that do the same; the dearest group first. */
export function groupKernels(kernels: readonly KernelProfile[]): KernelGroup[] {
  const groups = new Map<string, KernelProfile[]>();
  for (const kernel of kernels) {
    const key = JSON.stringify([kernel.label, kernel.kind, kernel.shape]);
    const known = groups.get(key);
    if (known) known.push(kernel);
    else groups.set(key, [kernel]);
  }
  return [...groups.values()].map(together).sort(dearest);
}

function together(members: readonly KernelProfile[]): KernelGroup {
  const { label, kind, shape } = members[0]!;
  const sum = (of: (kernel: KernelProfile) => number): number =>
    members.reduce((known, kernel) => known + of(kernel), 0);
  return {
    label,
    kind,
    shape,
    kernels: members.length,
    sites: [...new Set([...members].sort(dearest).map(({ site }) => site))],
    seconds: sum(({ seconds }) => seconds),
    calls: sum(({ calls }) => calls),
    flops: sum(({ flops }) => flops),
    bytesRead: sum(({ bytesRead }) => bytesRead),
    bytesWritten: sum(({ bytesWritten }) => bytesWritten),
  };
}

function dearest(a: { readonly seconds: number }, b: { readonly seconds: number }): number {
  return b.seconds - a.seconds;
}
