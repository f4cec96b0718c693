export { emitProduct, productScratch } from './product.ts';
