// Before the title of one thing's page: back to the list that it is in.

import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import classes from './way-back.module.css';

/** @param to the list's page, as `/images` */
export function TitleWithWayBack({ to, label, title }: { to: string; label: string; title: string }) {
  return (
    <span className={classes['title']}>
      <ActionIcon component="a" href={`#${to}`} aria-label={label} title={label}>
        <IconArrowLeft size={18} />
      </ActionIcon>
      <span className={classes['name']}>{title}</span>
    </span>
  );
}
