// The document as a terminal is given it: under the page's policy styles need the nonce, and come in by script only.

import { styleNonce } from '../client/nonce.ts';

/** Stands in for the document: every element that the terminal makes for itself is made to fit the policy. */
export function terminalDocument(): Document {
  return new Proxy(document, {
    get(target, key) {
      if (key === 'createElement') return createElement;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}

/** The terminal asks the page's own document for one of its style elements, whatever document it is given. */
export function withStyleNonce(work: () => void): void {
  document.createElement = createElement;
  try {
    work();
  } finally {
    Reflect.deleteProperty(document, 'createElement');
  }
}

function createElement(name: string): HTMLElement {
  const element = Document.prototype.createElement.call(document, name);
  if (name === 'style') element.nonce = styleNonce();
  // A style attribute set as text is refused by the policy; the same set by script is not.
  else if (name === 'span') element.setAttribute = setAttribute;
  return element;
}

function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}
