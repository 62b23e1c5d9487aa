// Which addresses may be left for. Pure.

const MAX_LENGTH = 2_000;

/** The address as a browser will read it, if it is http(s) without a name or password in it. */
export function outwardUrl(address: string): string | undefined {
  if (address.length > MAX_LENGTH || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined;
}
