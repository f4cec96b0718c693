import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TierSize } from 'claimcheck';
import { command } from 'claimcheck/command';

/** Passes over the images; each is of as many steps as there are batches. */
export interface Size extends TierSize {
  readonly epochs: number;
}

const [images, batch, learningRate] = [512, 128, 0.5];
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const official = resolve(process.env['OFFICIAL_CODE'] ?? here('../../code'));
const imagesFile = resolve(process.env['CIFAR10_TRAIN'] ?? here('../../data/data_batch_1.bin'));

const perEpoch = (value: string) => ({ from: 'json-lines', value, step: 'step' }) as const;

/** An arm: the authors' network and epoch on the processor, with a weight decay. */
export const trained = (decay: number) =>
  command<Size>({
    run: [
      ...['python', 'train.py', '--seed', '{seed}', '--epochs', '{size.epochs}', '--wd', String(decay)],
      ...['--images', String(images), '--batch', String(batch), '--lr', String(learningRate)],
    ],
    // Places on this machine: evidence keeps the command, not the variables.
    env: { OFFICIAL_CODE: official, CIFAR10_TRAIN: imagesFile },
    code: [new URL('../../program/', import.meta.url), official],
    series: { loss: perEpoch('loss'), norm: perEpoch('norm') },
    steps: ({ epochs }) => (epochs * images) / batch,
    timeoutSeconds: 6 * 3600,
  });
