import { readdirSync, readFileSync } from 'node:fs';

interface ProcessEntry {
  readonly pid: string;
  readonly parent: string;
  readonly group: string;
}

/**
 * MiB that a process group and all descendants of its processes hold: the sum of their proportional shares (PSS), in which
 * what processes share counts once. Linux only; what ends meanwhile counts nothing.
 */
export function memoryHeld(group: number): number {
  const all = readdirSync('/proc').flatMap((pid): ProcessEntry[] =>
    /^\d+$/.test(pid) ? processOf(pid) : [],
  );
  const members = new Set<string>();
  for (let before = -1; before !== members.size;) {
    before = members.size;
    for (const { pid, parent, group: own } of all) {
      if (own === String(group) || members.has(parent)) members.add(pid);
    }
  }
  return [...members].reduce((sum, pid) => sum + kibibytes(pid), 0) / 1024;
}

function processOf(pid: string): ProcessEntry[] {
  const status = read(`/proc/${pid}/stat`);
  // After the name, which may hold anything: state, parent, group.
  const [, parent, group] = status.slice(status.lastIndexOf(')') + 2).split(' ');
  return parent === undefined || group === undefined ? [] : [{ pid, parent, group }];
}

function kibibytes(pid: string): number {
  const shared = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`));
  const own = shared ?? /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`));
  return Number(own?.[1] ?? 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
