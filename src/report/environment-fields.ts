import { plural } from './format.ts';
import { datasetPart, type RunBlock } from './stored-evidence.ts';

/** A commit, and whether the files differ from it. */
export function commitText({ commit, dirty }: { readonly commit: string; readonly dirty: boolean }): string {
  return `${commit.slice(0, 12)}${dirty ? ', with changes that are not committed' : ''}`;
}

/** Where and with what a run computed, a name and a text each: engine, packages, machine, commit, data. */
export function environmentFields({
  environment,
  fingerprint,
}: RunBlock): (readonly [name: string, text: string])[] {
  const { engine, engineWhy, threads, packages, cpu, cores, platform, node, git } = environment;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  const data = Object.entries(fingerprint).filter(([part]) => part.startsWith(datasetPart));
  return [
    ['engine', `${engine} (${engineWhy}), ${plural(threads, 'thread')}`],
    ['packages', versions.join(', ')],
    ['machine', `${cpu}, ${plural(cores, 'core')}, ${platform}, Node ${node}`],
    ['commit', git ? commitText(git) : 'none'],
    ...data.map(
      ([part, sum]) => ['data', `${part.slice(datasetPart.length)}, sha256 of its files ${sum}`] as const,
    ),
  ];
}
