import { html, type Markup } from './html.ts';

/** The title of a paper, a link where its address is one of the web. */
export function titleLink({ title, url }: { readonly title: string; readonly url: string }): Markup | string {
  return /^https?:\/\//.test(url) ? html`<a href=${url}>${title}</a>` : title;
}
