#!/usr/bin/env node
// The command line: reads the words, runs the verb, ends with the exit code the verb has earned.

import { openApp } from '../app/app.ts';
import { runCommandLine } from './program.ts';
import { processTerminal } from './terminal.ts';

// `slipway ls | head -1` closes our output early; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const terminal = processTerminal(process);
process.exitCode = await runCommandLine(process.argv.slice(2), terminal, openApp(process.env));
