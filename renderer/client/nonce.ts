// The random text that lets this page's own styles in; who served the page put it there.

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

export function styleNonce(): string {
  return nonce;
}
