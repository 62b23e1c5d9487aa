// A link out of the window: opened by the desktop host in the person's browser, or by the browser in a tab of its own.

import { Anchor, Button, Code, Group, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { api } from '../client/api.ts';
import { words } from '../text/words.ts';
import { outwardText } from '../text/outward.ts';
import { CopyText } from './command-line.tsx';
import { plainText } from './format.ts';
import { outwardUrl } from './outward-url.ts';

/** A published port, as the page of whatever listens there. */
export function PortLink({ port, children }: { port: number; children: ReactNode }) {
  const url = `http://127.0.0.1:${port}/`;
  return (
    <Anchor
      href={url}
      target="_blank"
      rel="noreferrer"
      size="sm"
      onClick={(event) => {
        event.stopPropagation();
        if (window.slipwayBridge === undefined) return;
        event.preventDefault();
        void api()
          .host.openLink({ url })
          .catch(() => {});
      }}
    >
      {children}
    </Anchor>
  );
}

/** For addresses that somebody else wrote: only http(s), only after the person has seen the whole of it. */
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
