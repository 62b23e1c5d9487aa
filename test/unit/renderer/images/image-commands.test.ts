// The docker lines for what is done to images.

import { expect, it } from 'vitest';
import { imageCommand } from '../../../../renderer/features/images/image-commands.ts';

it('gives for each action the line that does the same', () => {
  expect(imageCommand.pull('alpine', 'linux/arm64')).toBe('docker pull --platform linux/arm64 alpine');
  expect(imageCommand.remove(['a:1', 'b:2'], true)).toBe('docker rmi --force a:1 b:2');
  expect(imageCommand.prune(true)).toBe('docker image prune --force --all');
});

it('quotes a path that a shell would take apart', () => {
  expect(imageCommand.load("/tmp/it's mine.tar")).toBe(`docker load --input '/tmp/it'\\''s mine.tar'`);
});
