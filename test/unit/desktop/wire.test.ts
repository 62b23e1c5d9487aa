// Who may speak over the window's wire: the page we served, in the main frame, while it lives.

import { beforeEach, describe, expect, it } from 'vitest';
import { acceptPages } from '../../../main/desktop/wire.ts';
import { CHANNEL, createPageBridge, HUNG_UP } from '../../../preload/page-bridge.ts';
import { MAX_MESSAGE_LENGTH, type Wire } from '../../../preload/rpc/wire.ts';
import { PAGE_ORIGIN } from '../../../main/desktop/address.ts';
import { fakePage, type FakePage } from '../../fakes/electron-page.ts';

interface Heard {
  wire: Wire;
  texts: string[];
  closed: boolean;
}

let page: FakePage;
let pages: Heard[];

beforeEach(() => {
  page = fakePage();
  pages = [];
  acceptPages(page.contents, (wire) => {
    const heard: Heard = { wire, texts: [], closed: false };
    wire.onMessage((text) => heard.texts.push(text));
    wire.onClose(() => {
      heard.closed = true;
    });
    pages.push(heard);
  });
});

/** Everything that was said has been heard by then. */
const delivered = () => new Promise((resolve) => setImmediate(resolve));

describe('a message is not heard', () => {
  it('from a frame inside the page, even one at our address', async () => {
    page.sendAs({ origin: PAGE_ORIGIN }, CHANNEL, 'p', 'x');
    await delivered();
    expect(pages).toEqual([]);
  });

  it('from a frame that is gone', async () => {
    page.sendAs(null, CHANNEL, 'p', 'x');
    await delivered();
    expect(pages).toEqual([]);
  });

  it.each(['https://evil.example', 'file://', 'null', `${PAGE_ORIGIN}.evil.example`])(
    'from a page at %s',
    async (origin) => {
      Object.assign(page.contents.mainFrame, { origin });
      page.sendAs(page.contents.mainFrame, CHANNEL, 'p', 'x');
      await delivered();
      expect(pages).toEqual([]);
    },
  );

  it.each([undefined, null, 7, {}, '', 'a b', 'x'.repeat(65)])('of a page named %j', async (name) => {
    page.sendAs(page.contents.mainFrame, CHANNEL, name, 'x');
    await delivered();
    expect(pages).toEqual([]);
  });
});

describe('the wire closes', () => {
  it('when the next page is loaded, and hears nothing late of the one before', async () => {
    createPageBridge(page.ipc, 'first').send('one');
    await delivered();
    createPageBridge(page.ipc, 'second').send('two');
    await delivered();
    expect(pages.map(({ texts, closed }) => ({ texts, closed }))).toEqual([
      { texts: ['one'], closed: true },
      { texts: ['two'], closed: false },
    ]);
  });

  it.each(['destroy', 'crash'] as const)('on %s, and nothing is sent any more', async (end) => {
    createPageBridge(page.ipc, 'p').send('one');
    await delivered();
    page[end]();
    await delivered();
    expect(pages[0]?.closed).toBe(true);
    expect(() => pages[0]?.wire.send('late')).not.toThrow();
  });

  it.each([7, {}, [], undefined])('when %j is sent in place of a text', async (thing) => {
    createPageBridge(page.ipc, 'p');
    page.sendAs(page.contents.mainFrame, CHANNEL, 'p', thing);
    await delivered();
    expect(pages[0]?.closed).toBe(true);
  });
});

describe('the bridge', () => {
  it('takes texts only', () => {
    const bridge = createPageBridge(page.ipc, 'p');
    for (const thing of [7, null, undefined, {}, new Uint8Array(3)]) {
      expect(() => Reflect.apply(bridge.send, undefined, [thing])).toThrow(TypeError);
    }
  });

  it('hangs up on a text that is too long, and tells the page', async () => {
    const bridge = createPageBridge(page.ipc, 'p');
    let closed = false;
    bridge.onClose(() => {
      closed = true;
    });
    bridge.send('x'.repeat(MAX_MESSAGE_LENGTH + 1));
    await delivered();
    expect({ closed, here: pages[0]?.closed, texts: pages[0]?.texts }).toEqual({
      closed: true,
      here: true,
      texts: [],
    });
  });

  it('cannot be changed by the page, and has no more than three ways', () => {
    const bridge = createPageBridge(page.ipc, 'p');
    expect(Object.isFrozen(bridge)).toBe(true);
    expect(Object.keys(bridge)).toEqual(['send', 'onMessage', 'onClose']);
  });

  it('tells the page when we hang up, also a listener that comes late', async () => {
    const bridge = createPageBridge(page.ipc, 'p');
    await delivered();
    page.contents.send(CHANNEL, 'p', HUNG_UP);
    await delivered();
    await expect(new Promise<void>((resolve) => bridge.onClose(resolve))).resolves.toBeUndefined();
  });
});
