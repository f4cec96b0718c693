/** What a program left behind is not as its reading says. The seed and the command are named by who runs it. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';

  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** The beginning of a line of somebody else's, for a message. */
export function shown(line: string): string {
  const most = 80;
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
