/** What we use of `cephes`, whose package does not point its ES module at its own declarations. */
declare module 'cephes' {
  /** Settles once the WebAssembly module is ready; calls before that fail. */
  export const compiled: Promise<void>;
  /** ln |Gamma(x)|. */
  export function lgam(x: number): number;
  /** Standard normal distribution function. */
  export function ndtr(x: number): number;
}
