// One thing beside its list, in a drawer; and the engine's own account of it, at the foot of what is said of it.

import { Drawer, Text } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { words } from '../text/words.ts';
import { Answered } from './answered.tsx';
import { plainText } from './format.ts';
import { InspectView } from './inspect-view.tsx';
import classes from './side-drawer.module.css';

interface SideDrawerProps {
  isOpen: boolean;
  title: string;
  /** Said in place of what is not there any more. */
  gone: string;
  onClose(): void;
  children: ReactNode;
}

/** Below dialogs, which are opened from it. */
const DEPTH = 150;

export function SideDrawer({ isOpen, title, gone, onClose, children }: SideDrawerProps) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      zIndex={DEPTH}
      size={660}
      title={plainText(title)}
      closeButtonProps={{ 'aria-label': words.close }}
      classNames={{
        body: classes['body'] ?? '',
        content: classes['content'] ?? '',
        title: classes['title'] ?? '',
      }}
    >
      {children ?? <Text c="dimmed">{gone}</Text>}
    </Drawer>
  );
}

interface AccountProps {
  answer: ComponentProps<typeof Answered<unknown>>['answer'];
  label: string;
}

export function Account({ answer, label }: AccountProps) {
  return (
    <div className={classes['account']}>
      <Answered answer={answer}>{(value) => <InspectView value={value} label={label} />}</Answered>
    </div>
  );
}
