// One container: what it says, what it uses, what is in it.

import { Page } from '../../ui/page.tsx';

export function ContainerPage({ id }: { id: string; tab: string }) {
  return <Page title={id}>{null}</Page>;
}
