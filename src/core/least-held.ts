/** The panels that held on the fewest seeds: what a refutation is due to. */
export function leastHeld<P extends { readonly held: number }>(panels: readonly P[]): P[] {
  const least = Math.min(...panels.map(({ held }) => held));
  return panels.filter(({ held }) => held === least);
}
