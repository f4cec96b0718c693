export { emitProduct, productKey, productScratch, productSubroutine } from './product.ts';
