import { briefMarkup } from './brief-markup.ts';
import { html, type Markup, render } from './html.ts';
import { style } from './style.ts';

export interface PageHead {
  readonly title: string;
  /** Way from the page to the folder of the site: empty, or `../`. */
  readonly up: string;
  /** The paper that the page belongs to, where it is of one. */
  readonly paper?: string;
  /** What runs in it; a page is whole without it. */
  readonly script?: string;
}

/** Every page holds it. */
const brief = style.replaceAll(/\s+/g, ' ').replaceAll(/ ?([{}:;,]) ?/g, '$1');

/** A whole page, that needs nothing but itself. */
export function page({ title, up, paper, script }: PageHead, content: Markup): string {
  const body = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      <style dangerouslySetInnerHTML=${{ __html: brief }}></style>
    </head>
    <body>
      <a class="skip" href="#content">to the content</a>
      <nav aria-label="site">
        <a href=${`${up}index.html`}>All claims</a
        >${paper && [' / ', html`<a href="index.html">${paper}</a>`]}
      </nav>
      <main id="content">${content}</main>
      ${script && html`<script dangerouslySetInnerHTML=${{ __html: script }}></script>`}
    </body>
  </html>`;
  return `<!doctype html>\n${briefMarkup(render(body))}\n`;
}
