// Leaves the window for an address that somebody else wrote, once the person has seen it.

import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { words } from '../text/words.ts';
import { outwardText } from '../text/outward.ts';
import { CopyText } from './command-line.tsx';
import { plainText } from './format.ts';
import { outwardUrl } from './outward-url.ts';

/** Does nothing for an address that is not http(s). */
export function askToOpen(address: string): void {
  const url = outwardUrl(address);
  if (url === undefined) return;
  const close = () => modals.close(id);
  const id = modals.open({
    title: outwardText.title,
    children: (
      <Stack gap="md">
        <Text size="sm">{outwardText.warning}</Text>
        <Group gap="xs" wrap="nowrap">
          <Code block flex={1}>
            {plainText(url)}
          </Code>
          <CopyText text={url} label={outwardText.copy} />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {words.cancel}
          </Button>
          {/* The desktop window leads to this computer's own ports only: what is elsewhere is copied. */}
          {window.slipwayBridge === undefined && (
            <Button component="a" href={url} target="_blank" rel="noreferrer" onClick={close}>
              {outwardText.open}
            </Button>
          )}
        </Group>
      </Stack>
    ),
  });
}
