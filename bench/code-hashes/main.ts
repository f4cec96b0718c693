import { readFileSync, writeFileSync } from 'node:fs';
import { type CodeHashes, codeHashes } from './code-hash.ts';
import { loadGraphs, type NamedGraph, saveGraphs } from './named-graph.ts';

const note = (text: string): void => void process.stderr.write(text);

async function collect(file: string, which: string): Promise<void> {
  const graphs =
    which === 'claims'
      ? await (await import('./claim-graphs.ts')).claimGraphs('claims', note)
      : (await import('./test-graphs.ts')).testGraphs();
  saveGraphs(file, unique(graphs));
  note(`${graphs.length} programs, ${unique(graphs).length} different\n`);
}

function unique(graphs: readonly NamedGraph[]): NamedGraph[] {
  const seen = new Set<string>();
  return graphs.filter((one) => {
    const { graph: key } = codeHashesOfGraph(one);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

const codeHashesOfGraph = (one: NamedGraph): { readonly graph: string } => ({ graph: graphKey(one) });

function graphKey({ graph }: NamedGraph): string {
  return JSON.stringify(graph, (_, part: unknown) => (ArrayBuffer.isView(part) ? Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('base64') : part)); // prettier-ignore
}

function hashes(files: readonly string[]): Record<string, CodeHashes> {
  return Object.fromEntries(files.flatMap(loadGraphs).map((one) => [one.name, codeHashes(one)]));
}

function compare(known: Record<string, CodeHashes>, now: Record<string, CodeHashes>): boolean {
  const names = new Set([...Object.keys(known), ...Object.keys(now)]);
  const differ = [...names].filter((name) => JSON.stringify(known[name]) !== JSON.stringify(now[name]));
  for (const name of differ.slice(0, 20)) {
    const parts = Object.keys(known[name] ?? {}).filter((part) => known[name]?.[part] !== now[name]?.[part]);
    note(`${name} differs in ${parts.join()}: ${parts.map((part) => now[name]?.[part]).join()}\n`);
  }
  note(`${names.size} programs, ${differ.length} differ\n`);
  return differ.length === 0;
}

const [command, file, ...rest] = process.argv.slice(2);
if (command === 'collect') await collect(file!, rest[0]!);
else if (command === 'save') writeFileSync(file!, JSON.stringify(hashes(rest), undefined, 1));
else if (!compare(JSON.parse(readFileSync(file!, 'utf8')) as Record<string, CodeHashes>, hashes(rest)))
  process.exit(1);
process.exit(0);
