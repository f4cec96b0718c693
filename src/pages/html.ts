import htm from 'htm';
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

export type Markup = VNode<object>;

/** Markup with its values escaped: what a claim says is text, whatever is in it. */
export const html = (htm as unknown as { bind(create: typeof h): Html }).bind(h);

type Html = (strings: TemplateStringsArray, ...values: readonly unknown[]) => Markup;

/** Text as it stands in markup. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Markup that a library drew, as it is. */
export const drawn = (markup: string): Markup =>
  html`<div dangerouslySetInnerHTML=${{ __html: markup }}></div>`;

export const render = (node: Markup): string => renderToString(node as VNode);
