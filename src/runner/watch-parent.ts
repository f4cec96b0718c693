import { Worker } from 'node:worker_threads';

/** Plain JavaScript: a thread of its own source needs no loader, and so nothing of the thread that it watches over. */
const source = `
const { workerData } = require('node:worker_threads');
const gone = () => {
  if (process.ppid !== workerData.parent) return true;
  try {
    process.kill(workerData.parent, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
};
setInterval(() => gone() && process.kill(process.pid, 'SIGKILL'), 500);
`;

/**
 * Ends this process when its parent is gone, also while its main thread is held by a loop: the message that the channel
 * is closed would wait for that thread for ever.
 */
export function watchParent(): void {
  const watcher = new Worker(source, { eval: true, execArgv: [], workerData: { parent: process.ppid } });
  watcher.unref();
}
