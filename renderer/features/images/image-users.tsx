// The containers that were made of an image.

import { IconBox } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { containerRows } from '../../client/lists.ts';
import { imagesText } from '../../text/images.ts';
import { Empty } from '../../ui/empty.tsx';
import { LinkList } from '../../ui/link-list.tsx';
import classes from './image-page.module.css';

export function ImageUsers({ image }: { image: string }) {
  const all = useStore(containerRows, (rows) => rows.all);
  const users = useMemo(() => all.filter(({ imageId }) => imageId === image), [all, image]);
  if (users.length === 0) {
    return (
      <Empty icon={IconBox} title={imagesText.nobody}>
        {imagesText.nobodyWhy}
      </Empty>
    );
  }
  return (
    <div className={classes['list']}>
      <LinkList
        label={imagesText.tabs.containers}
        links={users.map(({ id, name, status }) => ({ to: `/containers/${id}`, name, note: status }))}
      />
    </div>
  );
}
