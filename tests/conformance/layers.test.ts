import { layers } from './cases/layers.ts';
import { checkLayer } from './check-kernel.ts';

for (const [name, layer] of Object.entries(layers)) checkLayer(name, layer);
