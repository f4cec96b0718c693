/** What we use of `cephes` here, beside what is declared in `src/stats`. */
declare module 'cephes' {
  /** The z below which a standard normal lies with probability p. */
  export function ndtri(p: number): number;
  /** Regularized lower incomplete gamma function P(a, x). */
  export function igam(a: number, x: number): number;
}
