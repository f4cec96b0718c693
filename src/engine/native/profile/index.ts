export { Measured } from './measured.ts';
