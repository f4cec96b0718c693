/// <reference types="long" />

/**
 * What the declarations of TensorFlow.js say of WebGPU, in place of the package `@webgpu/types` that they ask for: TypeScript 7 has
 * these names in its own DOM library, in other words, and takes both for mistakes. Where that has them, nothing is added to it.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- what it has is up to the DOM library
interface GPUBuffer {}
