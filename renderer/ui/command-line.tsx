// A line for the terminal that says the same as what is done here, ready to be copied.

import { ActionIcon, Code, CopyButton, Group, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { words } from '../text/words.ts';
import classes from './command-line.module.css';

export function CommandLine({ line, block = false }: { line: string; block?: boolean }) {
  return (
    <Group className={classes['line']} wrap="nowrap" gap="xs" align={block ? 'flex-start' : 'center'}>
      <Code block={block} className={classes['code']} tabIndex={0}>
        {line}
      </Code>
      <CopyText text={line} label={words.copyCommand} />
    </Group>
  );
}

/** Copies a text; says so where it was clicked. */
export function CopyText({ text, label }: { text: string; label: string }) {
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? words.copied : label}>
          <ActionIcon variant="subtle" color={copied ? 'teal' : 'gray'} onClick={copy} aria-label={label}>
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
