// A build whose engine is not as it should be: without BuildKit, gone in the middle, or unable to take the files.

import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { BuildRun } from '../../../../main/app/builds/build-run.ts';
import type { Material } from '../../../../main/app/builds/material.ts';
import { performBuild } from '../../../../main/app/builds/perform.ts';
import { collectStamps } from '../../../../main/engine/builds/inputs.ts';
import type { EngineRequests } from '../../../../main/engine/builds/requests.ts';
import { BuildRequest } from '../../../../preload/contract/builds.ts';
import { SlipwayError } from '../../../../preload/contract/errors.ts';
import { treeOf } from '../../engine/builds/trees.ts';

const material: Material = {
  context: treeOf(['a']),
  dockerfile: { name: 'Dockerfile', bytes: Buffer.from('FROM x\nCOPY a /a\n'), shown: '/app/Dockerfile' },
  tags: ['app:1'],
  labels: [],
  name: 'app',
  sharedKey: '/app',
  warnings: [],
  close: () => {},
};

interface Engine {
  upgrade?: () => Promise<never>;
  answer?: () => Readable;
}

async function perform(
  { upgrade = noSessions, answer = () => Readable.from([]) }: Engine,
  wishes: Record<string, unknown> = {},
) {
  const asked: string[] = [];
  const requests = {
    upgrade,
    ask: async ({ path, body }: { path: string; body?: Readable }) => {
      asked.push(path);
      // An engine reads all of the context before it says anything.
      if (body !== undefined) for await (const _ of body) continue;
      return answer();
    },
    explain: (cause: unknown) =>
      cause instanceof SlipwayError ? cause : new SlipwayError('E_ENGINE_UNREACHABLE', 'gone', { cause }),
  } as unknown as EngineRequests;
  const run = new BuildRun();
  const request = BuildRequest.parse({ source: { kind: 'folder', path: '/app' }, ...wishes });
  const never = new AbortController().signal;
  const outcome = await performBuild({} as never, requests, request, material, run, collectStamps(), never);
  return { outcome, asked, run };
}

async function noSessions(): Promise<never> {
  throw new SlipwayError('E_NOT_FOUND', 'page not found');
}

const lines = (...messages: object[]) =>
  Readable.from(messages.map((message) => `${JSON.stringify(message)}\n`));

describe('an engine', () => {
  test('without BuildKit builds by its classic builder, and that is said', async () => {
    const answer = () =>
      lines(
        { stream: 'Step 1/2 : FROM x' },
        { stream: '\n' },
        { stream: ' ---> 1\n' },
        { stream: 'Step 2/2 : COPY a /a' },
        { stream: '\n' },
        { aux: { ID: 'sha256:1' } },
        { stream: 'Successfully built 1\n' },
      );
    const { outcome, asked, run } = await perform({ answer });
    expect(outcome).toEqual({ kind: 'built', image: 'sha256:1', tags: ['app:1'] });
    expect(asked).toEqual([
      expect.stringMatching(/^\/build\?dockerfile=\.slipway\.\w+\.Dockerfile&t=app%3A1&rm=1$/),
    ]);
    expect(run.warnings()).toEqual([
      { text: 'the engine has no BuildKit: its classic builder is taken', detail: [] },
    ]);
    expect(run.steps().map(({ state, lines: at }) => [state, at?.from])).toEqual([
      ['done', 1],
      ['done', 2],
    ]);
  });

  test('without BuildKit takes no secrets', async () => {
    const secrets = [{ id: 'a', from: { kind: 'value', value: 'canary' } }];
    const { outcome, asked } = await perform({}, { secrets });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { error: { code: 'E_USAGE' } } });
    expect(asked).toEqual([]);
  });

  test('that refuses the session says why', async () => {
    const upgrade = async () => {
      throw new SlipwayError('E_TLS', 'not accepted');
    };
    expect((await perform({ upgrade })).outcome).toMatchObject({ failure: { error: { code: 'E_TLS' } } });
  });

  test('that goes away in the middle is told apart from a build that failed', async () => {
    const answer = () =>
      new Readable({
        read() {
          this.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
        },
      });
    expect((await perform({ answer }, { classic: true })).outcome).toMatchObject({
      failure: { error: { code: 'E_ENGINE_UNREACHABLE' } },
    });
  });

  test('that ends without a word is not believed to have built', async () => {
    expect((await perform({}, { classic: true })).outcome).toMatchObject({
      failure: {
        error: { code: 'E_ENGINE_UNREACHABLE', message: expect.stringContaining('without a word') },
      },
    });
  });

  test('that answers with something else is told so', async () => {
    const answer = () => Readable.from(['<html>\n']);
    expect((await perform({ answer }, { classic: true })).outcome).toMatchObject({
      failure: { error: { code: 'E_ENGINE_REFUSED' } },
    });
  });
});

test('files that cannot be read are the reason, whatever the engine says then', async () => {
  const broken = {
    ...material,
    context: {
      ...treeOf(['a']),
      // oxlint-disable-next-line require-yield -- it fails first
      read: async function* () {
        throw new SlipwayError('E_NO_PERMISSION', '/app/a cannot be read');
      },
    },
  };
  const requests = {
    upgrade: noSessions,
    ask: async ({ body }: { body: Readable }) => {
      for await (const _ of body) continue;
    },
    explain: (cause: unknown) => cause,
  } as unknown as EngineRequests;
  const request = BuildRequest.parse({ source: { kind: 'folder', path: '/app' }, classic: true });
  const never = new AbortController().signal;
  const outcome = await performBuild(
    {} as never,
    requests,
    request,
    broken,
    new BuildRun(),
    collectStamps(),
    never,
  );
  expect(outcome).toMatchObject({
    failure: { error: { code: 'E_NO_PERMISSION', message: '/app/a cannot be read' } },
  });
});
