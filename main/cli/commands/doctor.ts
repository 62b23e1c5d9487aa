// `slipway doctor`: what could keep the machine from working, with cause and fix.

import type { Finding } from '../../../preload/contract/machines.ts';
import { examine } from '../../app/doctor.ts';
import type { CommandInput } from '../command.ts';
import { json, plain } from '../output.ts';
import type { Terminal } from '../terminal.ts';

const MARKS = {
  ok: ['green', '✔'],
  warning: ['yellow', '!'],
  problem: ['red', '✖'],
} as const;

export async function run(input: CommandInput): Promise<number> {
  const { app, terminal, machine } = input;
  const findings = await examine(app, machine);
  if (input.json) terminal.out(json(findings));
  else for (const finding of findings) terminal.out(describe(terminal, finding));
  return findings.some((finding) => finding.status === 'problem') ? 1 : 0;
}

function describe(terminal: Terminal, finding: Finding): string {
  const [colour, mark] = MARKS[finding.status];
  const title = `${terminal.paintData(colour, mark)} ${plain(finding.title)}`;
  if (finding.status === 'ok') return title;
  return `${title}\n    ${plain(finding.cause)}\n    ${terminal.paintData('bold', 'fix:')} ${plain(finding.fix)}`;
}
