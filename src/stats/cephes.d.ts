/** What we use of `cephes`, whose package does not point its ES module at its own declarations. */
declare module 'cephes' {
  /** Settles once the WebAssembly module is ready; calls before that fail. */
  export const compiled: Promise<void>;
  /** Regularized incomplete beta function I_x(a, b). */
  export function incbet(a: number, b: number, x: number): number;
  /** The x with I_x(a, b) = y. */
  export function incbi(a: number, b: number, y: number): number;
  /** ln of the beta function B(a, b). */
  export function lbeta(a: number, b: number): number;
  /** ln |Gamma(x)|. */
  export function lgam(x: number): number;
  /** Standard normal distribution function. */
  export function ndtr(x: number): number;
}
