// Lets a terminal style itself under the page's policy: its style elements carry the nonce, its colours are set by script.

import { styleNonce } from '../client/nonce.ts';

/** The terminal makes its style elements while it opens, in the page's own document whatever document it is given. */
export function withStyleNonce(work: () => void): void {
  document.createElement = (name: string) => {
    const element = Document.prototype.createElement.call(document, name);
    if (name === 'style') element.nonce = styleNonce();
    return element;
  };
  try {
    work();
  } finally {
    Reflect.deleteProperty(document, 'createElement');
  }
}

/**
 * A colour of a cell's own is given to its span as the text of a style attribute, which the policy refuses; the same given
 * by script it allows. To be called once, before the first terminal.
 */
export function letSpansBeStyled(): void {
  HTMLSpanElement.prototype.setAttribute = setAttribute;
}

function setAttribute(this: HTMLSpanElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}
