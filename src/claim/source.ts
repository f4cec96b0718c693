/** A paper, cited once in `claims/<paper-id>/paper.ts`. */
export interface Paper {
  /** Folder name under `claims/`, kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly venue: string;
  readonly year: number;
  /** arXiv number, DOI or address: at least one place where a reader finds the text. */
  readonly url: string;
}

/**
 * How a claim's place in the paper was read: in the paper's own text, in somebody else's account of it, as far as the
 * abstract goes, or from memory.
 */
export const readings = ['body', 'second-hand', 'abstract', 'memory'] as const;

type Reading = (typeof readings)[number];

/** How far the words of a claim can be trusted to be the paper's. */
export interface SourceReading {
  /** Where the paper states it, as in `Fig. 3` or `Theorem 2`. */
  readonly at: string;
  /** How that place was read. */
  readonly reading?: Reading;
  /** Which text: `arXiv v3`, `NeurIPS proceedings`. */
  readonly version?: string;
  /** What the paper reports there, with its unit, to be seen beside what is measured here. */
  readonly reported?: string;
  /** An author who said that the statement is read rightly, and where. */
  readonly confirmedBy?: string;
}

/** Where a claim comes from. */
export interface Source extends SourceReading {
  readonly paper: Paper;
}

/** What evidence keeps of a source besides title and address. */
export function readingOf({ at, reading, version, reported, confirmedBy }: SourceReading): SourceReading {
  return {
    at,
    ...(reading !== undefined && { reading }),
    ...(version !== undefined && { version }),
    ...(reported !== undefined && { reported }),
    ...(confirmedBy !== undefined && { confirmedBy }),
  };
}
