import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkedProject } from '../linked-project.ts';

/** What a claim file may do to the process that imports it, and how its error says so. */
export const upsets = {
  exits: ['process.exit(0);', /ended its process while it was imported \(exit code 0\)/],
  'exits-later': ['setTimeout(() => process.exit(0), 30);', /ended its process while it was imported/],
  kills: ["process.kill(process.pid, 'SIGKILL');", /ended its process .* \(signal SIGKILL\)/],
  rejects: ["void Promise.reject(new Error('nobody waits'));", /throws beside its import: nobody waits/],
  repeats: ['setInterval(() => undefined, 10);', /leaves something running when it is imported \(Timeout\)/],
  serves: [
    "(await import('node:net')).createServer().listen(0);",
    /leaves something running .*\(TCPServerWrap\)/,
  ],
  throws: ["throw new Error('at once');", /throws\.claim\.ts: at once/],
  'throws-later': ["setTimeout(() => { throw new Error('late'); }, 30);", /throws beside its import: late/],
} as const;

/** Such as never come to an end. */
export const endless = { loops: 'for (;;);', waits: 'await new Promise(() => undefined);' } as const;

/** A project of toys with claims whose files begin with what is given by name; its folder. */
export function upsettingProject(beginnings: Readonly<Record<string, string>>): string {
  const folder = linkedProject();
  const paper = join(folder, 'claims', 'toy-paper');
  const holds = readFileSync(join(paper, 'holds.claim.ts'), 'utf8');
  for (const [name, beginning] of Object.entries(beginnings)) {
    const file = holds
      .replace('toy-paper/holds', `toy-paper/${name}`)
      .replace('export default', `${beginning}\nexport default`);
    writeFileSync(join(paper, `${name}.claim.ts`), file);
  }
  return folder;
}
