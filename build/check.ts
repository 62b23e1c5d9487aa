// `npm run check`: every check that boots nothing, side by side; tells each as it ends: how long it took and, if it failed, what it said.

import { spawn } from 'node:child_process';

/** What is checked, by the npm script that checks it. */
const CHECKS: Readonly<Record<string, string>> = {
  format: 'check:format',
  types: 'check:types',
  lint: 'check:lint',
  'unused code': 'check:unused',
  'unit, contract and architecture tests': 'test:unit',
};

/** @returns whether it passed */
function check(name: string, script: string): Promise<boolean> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      const passed = code === 0;
      console.log(`${passed ? '✔' : '✖'} ${name} (${seconds} s)`);
      if (!passed) console.log(Buffer.concat(chunks).toString('utf8').trimEnd());
      resolve(passed);
    });
  });
}

const outcomes = await Promise.all(Object.entries(CHECKS).map(([name, script]) => check(name, script)));
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
