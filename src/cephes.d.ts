/** What we use of `cephes`, whose package does not point its ES module at its own declarations. */
declare module 'cephes' {
  /** Settles once the WebAssembly module is ready; calls before that fail. */
  export const compiled: Promise<void>;
  /** ln |Gamma(x)|. */
  export function lgam(x: number): number;
  /** Standard normal distribution function. */
  export function ndtr(x: number): number;
  /** The z below which a standard normal lies with probability p. */
  export function ndtri(p: number): number;
  /** Regularized lower incomplete gamma function P(a, x). */
  export function igam(a: number, x: number): number;
}
