/** A mistake of the user's that a message can mend: the CLI prints it without a stack and exits with `exitCode`. */
export class UserError extends Error {
  override readonly name: string = 'UserError';

  constructor(
    message: string,
    /** What to do about it, one sentence; printed under the message. */
    readonly hint?: string,
    readonly exitCode: number = 2,
  ) {
    super(message);
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
