/** Edit distance: insertions, deletions and substitutions that turn one text into the other. */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const substituted = previous[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(substituted, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[to.length]!;
}

/** The up to three names nearest to a misspelt one, nearest first; only those that share more than half of it. */
export function nearMatches(wanted: string, names: readonly string[]): string[] {
  const lower = wanted.toLowerCase();
  // A claim's own name, without its paper, is what people remember.
  const apart = (name: string): number =>
    Math.min(
      ...[name, name.slice(name.indexOf('/') + 1)].map((part) => editDistance(lower, part.toLowerCase())),
    );
  return names
    .map((name) => ({ name, apart: apart(name) }))
    .filter((candidate) => candidate.apart <= Math.max(2, lower.length / 2))
    .sort((a, b) => a.apart - b.apart || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}
