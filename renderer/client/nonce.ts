// The random text that lets this page's own styles in; who served the page put it there.

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

// The kit's dialogs lock what is behind them by a style of their own, and ask for its nonce under this name.
Reflect.set(globalThis, '__webpack_nonce__', nonce);

export function styleNonce(): string {
  return nonce;
}
