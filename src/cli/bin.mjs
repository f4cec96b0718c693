#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// A reader that closes the pipe early, as `head` does, has all that it wants.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
