// What happened, and when.

import { frameText } from '../../text/frame.ts';
import { Page } from '../../ui/page.tsx';

export function JournalPage() {
  return <Page title={frameText.journal}>{null}</Page>;
}
