/** A training that was cut short on request; what it had done is in its checkpoint, if it had a place for one. */
export class Interrupted extends Error {
  override readonly name = 'AbortError';

  constructor(
    /** The scan's name inside its run. */
    readonly scan: string,
    readonly step: number,
    readonly steps: number,
  ) {
    super(`training '${scan}' was interrupted at step ${step} of ${steps}`);
  }
}
