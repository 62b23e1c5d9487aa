// One image: what it is made of.

import { Page } from '../../ui/page.tsx';

export function ImagePage({ id }: { id: string; tab: string }) {
  return <Page title={id}>{null}</Page>;
}
