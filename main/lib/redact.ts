// Takes secrets out of texts before they are written where people look: logs, error messages, diagnoses.

/** A PEM block, whole or cut short, with real line ends or JSON's `\n`. */
const PEM = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?(?:-----END \1-----|$)/g;
/** `user:password@` of a URL. */
const USERINFO = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi;

/** The text without keys, certificates and passwords in URLs; everything else as it is. */
export function redact(text: string): string {
  return text.replace(PEM, '[$1 removed]').replace(USERINFO, '$1***@');
}
