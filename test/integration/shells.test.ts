// Every shell that Debian has reads our exports back byte for byte, however a home folder is called.

import type { Shell } from '../../preload/contract/host.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockerExports } from '../../main/env/exports.ts';
import { formatExports, formatUnsets, loadCommand } from '../../main/env/shells.ts';
import { run } from '../../main/lib/exec.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-shells-'));
  await writeFile(join(folder, 'print.mjs'), 'process.stdout.write(JSON.stringify(process.env));\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Reader {
  shell: Shell;
  name: string;
  /** The shell's program and arguments, for a script that loads the variables and then shows its environment. */
  argv(load: string, show: string): [string, ...string[]];
}

const posixScript = (load: string, show: string) => `${load}\n${show}`;

const READERS: readonly Reader[] = [
  { shell: 'sh', name: 'sh', argv: (load, show) => ['sh', '-c', posixScript(load, show)] },
  { shell: 'sh', name: 'busybox sh', argv: (load, show) => ['busybox', 'sh', '-c', posixScript(load, show)] },
  { shell: 'bash', name: 'bash', argv: (load, show) => ['bash', '-c', posixScript(load, show)] },
  {
    shell: 'bash',
    name: 'bash with history expansion',
    argv: (load, show) => ['bash', '-c', `set -o history -o histexpand\n${posixScript(load, show)}`],
  },
  { shell: 'zsh', name: 'zsh', argv: (load, show) => ['zsh', '-fc', posixScript(load, show)] },
  {
    shell: 'zsh',
    name: 'zsh with doubled quotes and history',
    argv: (load, show) => ['zsh', '-fc', `setopt rc_quotes bang_hist\n${posixScript(load, show)}`],
  },
  {
    shell: 'fish',
    name: 'fish',
    argv: (load, show) => ['fish', '--no-config', '-c', posixScript(load, show)],
  },
  { shell: 'tcsh', name: 'tcsh', argv: (load, show) => ['tcsh', '-f', '-c', posixScript(load, show)] },
  {
    shell: 'emacs',
    name: 'emacs',
    argv: (load, show) => [
      'emacs',
      '-Q',
      '--batch',
      '--eval',
      `(progn ${load} (with-temp-buffer (shell-command ${JSON.stringify(show)} (current-buffer)) (princ (buffer-string))))`,
    ],
  },
];

/** What the shell's environment holds after it has loaded a text in the way we tell people to. */
async function environmentAfter(
  reader: Reader,
  text: string,
  before: Record<string, string> = {},
): Promise<Record<string, string>> {
  const file = join(folder, 'exports');
  await writeFile(file, text);
  const show = `${process.execPath} ${join(folder, 'print.mjs')}`;
  const [program, ...args] = reader.argv(loadCommand(reader.shell, `cat ${file}`), show);
  const { stdout } = await run(program, args, { env: { LC_ALL: 'C.UTF-8', ...before }, timeoutMs: 60_000 });
  return JSON.parse(stdout) as Record<string, string>;
}

const HOSTILE_FOLDERS = [
  '/home/ses/two  blanks/ and a trailing one ',
  "/home/o'neil/''/'",
  '/home/"quoted"/"',
  '/home/$HOME/${HOME}/$(id)/`id`',
  '/home/back\\slash\\\\/\\n/\\',
  '/home/bang!/!!/!$/\\!x',
  '/home/100%/%PATH%/%i',
  '/home/*/?/[a-z]/{a,b}/~/#x/;x/&x/|x/<x/>x/(x)',
  '/home/🚢/é/e\u0301/‘curly’/“double”',
  '/home/tab\there',
  '-n',
  '=ls',
  '',
];

/** Which tcsh cannot hold; formatExports refuses them there. */
const WITH_LINE_BREAKS = ['/home/line\nbreak', '/home/ends\n', '\n', '/home/carriage\rreturn'];

/** Many values in one go: to start a shell is what takes the time. */
const numbered = (values: readonly string[]) =>
  Object.fromEntries(values.map((value, index) => [`SLIPWAY_${index}`, value]));

/** Homebrew has no busybox. */
const available = READERS.filter(({ name }) => process.platform === 'linux' || name !== 'busybox sh');

describe.each(available)('$name', (reader) => {
  test('takes over the four variables', async () => {
    const wanted = dockerExports({ machine: 'default', port: 2376, certs: "/home/o'neil/my certs" });
    expect(await environmentAfter(reader, formatExports(reader.shell, wanted))).toMatchObject(wanted);
  });

  test('takes over the path of any folder', async () => {
    const folders = reader.shell === 'tcsh' ? HOSTILE_FOLDERS : [...HOSTILE_FOLDERS, ...WITH_LINE_BREAKS];
    const variables = numbered(folders);
    expect(await environmentAfter(reader, formatExports(reader.shell, variables))).toMatchObject(variables);
  });

  test('takes over any text at all', async () => {
    const oneCharacter = fc.oneof(
      fc.constantFrom("'", '"', '\\', '$', '`', '!', '%', ' ', '\t', '*', '~', '(', ')', ';', '&', '#', '^'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const anyText = fc
      .string({ unit: oneCharacter, maxLength: 40 })
      .filter((value) => !/[\0\n\r]/.test(value));
    const property = fc.asyncProperty(fc.array(anyText, { minLength: 40, maxLength: 40 }), async (values) => {
      const variables = numbered(values);
      expect(await environmentAfter(reader, formatExports(reader.shell, variables))).toMatchObject(variables);
    });
    await fc.assert(property, { numRuns: 6 });
  });

  test('forgets them again', async () => {
    const names = ['DOCKER_HOST', 'DOCKER_CERT_PATH'];
    const before = { DOCKER_HOST: 'x', DOCKER_CERT_PATH: 'y', DOCKER_TLS_VERIFY: '1' };
    const after = await environmentAfter(reader, formatUnsets(reader.shell, names), before);
    expect(after).toMatchObject({ DOCKER_TLS_VERIFY: '1' });
    expect(names.filter((name) => name in after)).toEqual([]);
  });
});
