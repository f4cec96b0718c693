import { describe, expect, it } from 'vitest';
import { datasetSum, firstThere } from '#data';
import { temporaryFolders } from './temporary-folder.ts';
import { writeTinyCifar } from './tiny-cifar.ts';

const newFolder = temporaryFolders();

describe('firstThere', () => {
  it('is the first data set that is complete', () => {
    const folder = newFolder();
    writeTinyCifar(folder, 1);
    expect(firstThere(['cifar-10-subset', 'cifar-10'], folder)).toBe('cifar-10');
    expect(firstThere(['cifar-10', 'cifar-10-subset'], folder)).toBe('cifar-10');
  });

  it('says how to get the preferred one where there is none', () => {
    expect(() => firstThere(['mnist', 'mnist-test'], newFolder())).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('claimcheck data fetch mnist') as string }),
    );
  });

  it('wants names that there are', () => {
    expect(() => firstThere([], newFolder())).toThrow('there is no data set to choose from');
    expect(() => firstThere(['cifar'], newFolder())).toThrow('there is no data set "cifar"');
  });
});

describe('datasetSum', () => {
  it('is of the bytes', () => {
    const [one, same, other] = [newFolder(), newFolder(), newFolder()] as const;
    for (const folder of [one, same]) writeTinyCifar(folder, 1);
    writeTinyCifar(other, 2);
    expect(datasetSum('cifar-10', same)).toBe(datasetSum('cifar-10', one));
    expect(datasetSum('cifar-10', other)).not.toBe(datasetSum('cifar-10', one));
  });
});
