import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { source as axeSource } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot, tiers, writeFileAtomic } from '#core';
import { sitePages } from '#pages';
import { publishedFolder, type CollectedEvidence } from '#report';
import { readEvidence } from '../../src/runner/evidence-store.ts';
import { collectPapers } from '../../src/runner/collect-papers.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);

const claims = ['group-norm/stable', 'group-norm/reduces', 'relu-reduced-space/training', 'lamb/speed'];

/** Published evidence of some claims, whatever has become of their sources. */
const published: readonly CollectedEvidence[] = claims.flatMap((id) =>
  tiers.flatMap((tier): CollectedEvidence[] => {
    const folder = publishedFolder(join(packageRoot, 'reports'), tier);
    if (!existsSync(join(folder, 'evidence', `${id}.json`))) return [];
    return [{ id, tier, stored: readEvidence(folder, id) }];
  }),
);

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe.skipIf(!executablePath)('the site in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claimcheck-site-'));
    const papers = await collectPapers(join(packageRoot, 'claims'));
    for (const [path, text] of sitePages(published, papers)) writeFileAtomic(join(folder, path), text);
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page of the site from disk; what it asks for and complains of is kept. */
  async function opened(path: string, options: object = {}): Promise<{ page: Page; heard: string[] }> {
    const page = await browser.newPage(options);
    const heard: string[] = [];
    const own = pathToFileURL(folder).href;
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(String(error)));
    page.on('request', (request) => {
      if (!(request.isNavigationRequest() && request.url().startsWith(own))) heard.push(request.url());
    });
    await page.goto(pathToFileURL(join(folder, path)).href);
    return { page, heard };
  }

  const shown = (page: Page): Promise<string[]> =>
    page.locator('tbody tr:visible td:first-child a').allTextContents();

  it('filters, sorts, keeps the view in its address, and opens a claim with its plots', async () => {
    const { page, heard } = await opened('index.html');
    expect(await shown(page)).toHaveLength(published.length);
    await page.selectOption('[data-filter=paper]', 'group-norm');
    await page.selectOption('[data-filter=tier]', 'smoke');
    expect(await shown(page)).toEqual(['group-norm/reduces', 'group-norm/stable']);
    expect(await page.locator('[data-count]').textContent()).toBe(`2 of ${published.length}`);
    expect(page.url()).toContain('#paper=group-norm&tier=smoke');
    await page.getByRole('button', { name: 'claim', exact: true }).click();
    await page.getByRole('button', { name: 'claim', exact: true }).click();
    expect(await shown(page)).toEqual(['group-norm/stable', 'group-norm/reduces']);
    await page.reload();
    expect(await shown(page)).toHaveLength(2);
    await page.fill('[data-filter=text]', 'of batch normalization grows');
    expect(await shown(page)).toEqual(['group-norm/stable']);
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: 'group-norm/stable' }).click();
    expect(await page.title()).toBe('group-norm/stable, smoke');
    const drawings = page.locator('figure svg[role=img]');
    expect(await drawings.count()).toBeGreaterThanOrEqual(4);
    const boxes = await drawings.evaluateAll((all) =>
      all.map((svg) => [svg.getBoundingClientRect().width, svg.querySelectorAll('circle, path').length]),
    );
    for (const [width, marks] of boxes) expect(width! > 200 && marks! > 2).toBe(true);
    await page.getByRole('link', { name: 'group-norm', exact: true }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('group-norm');
    expect(heard).toEqual([]);
    await page.close();
  });

  const pages = [
    'index.html',
    'group-norm/index.html',
    'group-norm/stable.smoke.html',
    'group-norm/reduces.standard.html',
    'relu-reduced-space/training.real.html',
    'lamb/speed.smoke.html',
  ];
  const schemes = ['light', 'dark'] as const;

  it.each(pages.flatMap((path) => schemes.map((scheme) => [path, scheme] as const)))(
    '%s is without serious findings of axe in the %s scheme, and fits a phone',
    async (path, colorScheme) => {
      const { page, heard } = await opened(path, { colorScheme, viewport: { width: 380, height: 800 } });
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(background).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(15, 20, 25)');
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
      await page.evaluate(axeSource);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
        return (await axe.run()).violations;
      });
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]!.html.slice(0, 200)}`)).toEqual(
        [],
      );
      expect(heard).toEqual([]);
      await page.close();
    },
  );
});
