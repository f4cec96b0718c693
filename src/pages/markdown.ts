import { Marked } from 'marked';
import { drawn, escaped, type Markup } from './html.ts';

/** What a text says to those who write it, such as where a number is from. */
const comment = /<!--[\s\S]*?-->/g;

/** Comments are left out, other markup in the text is shown as text, a link leads to the web or nowhere, and headings stand below the page's own. */
const marked = new Marked({
  renderer: {
    html: ({ text }) => (/^<br ?\/?>$/.test(text) ? '<br>' : escaped(text.replace(comment, ''))),
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + 1);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return /^https?:\/\//.test(href) ? `<a href="${escaped(href)}">${text}</a>` : text;
    },
    image: ({ text }) => escaped(text),
  },
});

/** A text in Markdown, of which nothing runs and nothing is fetched. */
export function markdown(text: string): Markup {
  const markup = marked
    .parse(text, { async: false })
    .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<pre>', '<pre tabindex="0">');
  return drawn(markup);
}
