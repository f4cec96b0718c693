import { readFileSync, writeFileSync } from 'node:fs';

function status(field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(line?.[1]) / 1024;
}

/** Drops garbage and forgets the peak so far where the system allows it; the memory that is resident now, in MiB. */
export function resetPeak(): number {
  globalThis.gc?.();
  if (process.platform !== 'linux') return peakMemory();
  writeFileSync('/proc/self/clear_refs', '5');
  return status('VmRSS');
}

/** The most memory that was resident since `resetPeak`, in MiB. */
export function peakMemory(): number {
  return process.platform === 'linux' ? status('VmHWM') : process.resourceUsage().maxRSS / 1024;
}
