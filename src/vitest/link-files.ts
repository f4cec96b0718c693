import type { TestProject } from 'vitest/node';

/**
 * Tells vitest which files a claim uses, so that one that is watched is judged again when any of them is edited: vitest knows
 * them of tests that it imports itself.
 */
export async function linkFiles(project: TestProject, file: string, uses: readonly string[]): Promise<void> {
  const { moduleGraph } = project.vite.environments.ssr;
  const claim = await moduleGraph.ensureEntryFromUrl(file);
  const others = uses.filter((path) => path !== file);
  const used = await Promise.all(others.map((path) => moduleGraph.ensureEntryFromUrl(path)));
  await moduleGraph.updateModuleInfo(claim, new Set(used), null, new Set(), null, false);
}
