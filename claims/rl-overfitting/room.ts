/** Actions by number (appendix A.1). */
export const actions = ['up', 'down', 'left', 'right', 'stay'] as const;
export const stay = 4;

/** Object 0 is the key. */
export const objectCount = 5;
export const keyReward = 0.1;
/** Of every level: all positive objects and the key. */
export const optimum = 2.1;
export const bumpReward = -0.01;
export const timeoutReward = -1;

/** Cell that a step leads to from `cell`, row by row, in a square room; the cell itself at its border and for `stay`. */
export function neighbour(room: number, cell: number, action: number): number {
  const [row, column] = [Math.floor(cell / room), cell % room];
  if (action === 0) return row === 0 ? cell : cell - room;
  if (action === 1) return row === room - 1 ? cell : cell + room;
  if (action === 2) return column === 0 ? cell : cell - 1;
  if (action === 3) return column === room - 1 ? cell : cell + 1;
  return cell;
}

/** `neighbour` of every cell and action: [room * room * 5], the actions of a cell side by side. */
export function moveTable(room: number): Float32Array {
  return Float32Array.from({ length: room * room * actions.length }, (_, at) =>
    neighbour(room, Math.floor(at / actions.length), at % actions.length),
  );
}
