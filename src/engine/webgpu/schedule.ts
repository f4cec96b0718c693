import { conflict, fitsOneDispatch, groupCount, type Piece } from './shaders/index.ts';

/** A piece and the kernel of the plan that it computes, or a stage of it. */
export interface KernelPiece {
  readonly piece: Piece;
  /** Its number among the kernels. */
  readonly kernel: number;
}

/** Workgroups of all replicas that are work enough for a dispatch: pieces with more are not run beside others. */
const enoughAlone = 1024;

/** Pieces of one shader: compilers are slow on long ones. */
const mostPieces = 16;

/**
 * Puts pieces together that do not depend on each other: a step of small kernels costs what its dispatches cost, whatever
 * they compute. Nothing changes in what a piece computes.
 * @param pieces in an order in which they may run
 * @returns those of each dispatch, in an order in which these may run
 */
export function schedule(pieces: readonly KernelPiece[], replicas: number): KernelPiece[][] {
  const levels = levelsOf(pieces.map(({ piece }) => piece));
  const byLevel: KernelPiece[][] = [];
  pieces.forEach((piece, index) => (byLevel[levels[index]!] ??= []).push(piece));
  return byLevel.flatMap((level) => dispatchesOf(level, replicas));
}

/** For each piece how many must have run before it, one after the other. */
function levelsOf(pieces: readonly Piece[]): number[] {
  const levels: number[] = [];
  pieces.forEach((piece, index) => {
    let level = 0;
    for (let before = 0; before < index; before++) {
      if (levels[before]! >= level && conflict(pieces[before]!.uses, piece.uses)) level = levels[before]! + 1;
    }
    levels.push(level);
  });
  return levels;
}

/** Divides pieces of a level among dispatches, each of one size of workgroups and with at most one table. */
function dispatchesOf(level: readonly KernelPiece[], replicas: number): KernelPiece[][] {
  const open: KernelPiece[][] = [];
  const done: KernelPiece[][] = [];
  // Those of a given size first, so that none comes to others that have taken another size.
  const ordered = level.toSorted((a, b) => Number(a.piece.anySize) - Number(b.piece.anySize));
  for (const own of ordered) {
    // A shader whose workgroups wait for each other has registers and memory of its own kind.
    if (own.piece.near > 0 || groupCount(own.piece, own.piece.size) * replicas > enoughAlone) {
      done.push([own]);
      continue;
    }
    const place = open.find((pieces) => canJoin(pieces, own.piece));
    if (place) place.push(own);
    else open.push([own]);
  }
  return [...done, ...open];
}

function canJoin(pieces: readonly KernelPiece[], piece: Piece): boolean {
  const members = pieces.map((own) => own.piece);
  const size = Math.max(...members.map((member) => member.size));
  const sizeFits = piece.anySize
    ? piece.size <= size || members.every((member) => member.anySize)
    : piece.size === size;
  const tables = [...members, piece].filter(({ table }) => table !== undefined);
  const joined = Math.max(size, piece.size);
  const groups = [...members, piece].reduce((sum, member) => sum + groupCount(member, joined), 0);
  return sizeFits && pieces.length < mostPieces && tables.length <= 1 && fitsOneDispatch(groups);
}
