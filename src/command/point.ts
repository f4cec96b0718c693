/** A number, and the step that it is of where that is told. */
export interface Point {
  readonly value: number;
  readonly step?: number | undefined;
}
