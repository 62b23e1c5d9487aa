// `npm run check`: every check that boots nothing, side by side; prints only what failed, and how long each took.

import { spawn } from 'node:child_process';

/** What is checked, by the npm script that checks it. */
const CHECKS: Readonly<Record<string, string>> = {
  format: 'check:format',
  types: 'check:types',
  lint: 'check:lint',
  'unused code': 'check:unused',
  'unit, contract and architecture tests': 'test:unit',
};

interface Outcome {
  name: string;
  passed: boolean;
  output: string;
  seconds: number;
}

function check(name: string, script: string): Promise<Outcome> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const seconds = (performance.now() - began) / 1000;
      resolve({ name, passed: code === 0, output: Buffer.concat(chunks).toString('utf8'), seconds });
    });
  });
}

const outcomes = await Promise.all(Object.entries(CHECKS).map(([name, script]) => check(name, script)));
for (const { name, passed, output, seconds } of outcomes) {
  console.log(`${passed ? '✔' : '✖'} ${name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(output.trimEnd());
}
process.exitCode = outcomes.every((outcome) => outcome.passed) ? 0 : 1;
