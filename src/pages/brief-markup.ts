/** Elements that end where the next one of their table or list begins; who writes pages by hand leaves these out as well. */
const ended = /<\/(?:td|th|tr|thead|tbody|li|dt|dd|option)>/;

const begun = /<[a-z](?:[^"<>]|"[^"]*")*>/;

/** What is no markup comes first, so that nothing in it is taken for some. */
const part = new RegExp(`<(style|script)>[^]*?</\\1>|${ended.source}|${begun.source}`, 'g');

/** Words that need no quotes; before the slash of an element without content they do. */
const plain = / ([\w-]+)="([\w.#-]+)"(?!\/)/g;

/** Markup without the tags and quotes that say nothing: a tenth of a page of tables. Text in it is escaped, so that no tag is text. */
export function briefMarkup(markup: string): string {
  return markup.replaceAll(part, (text, kept: string | undefined) => {
    if (kept !== undefined) return text;
    return ended.test(text) ? '' : text.replaceAll(plain, ' $1=$2');
  });
}
