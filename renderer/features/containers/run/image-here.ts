// Whether an image is in the machine, under the name it was asked for by. Pure.

/** Docker Hub's images go by their short names. */
const HUB = /^(?:docker\.io\/)?(?:library\/)?/;

export function isImageHere(
  wanted: string,
  images: readonly { id: string; tags: readonly string[] }[],
): boolean {
  const name = fullName(wanted);
  const digits = wanted.replace(/^sha256:/, '');
  const isId = /^[0-9a-f]{6,64}$/.test(digits);
  return images.some(
    ({ id, tags }) =>
      tags.some((tag) => fullName(tag) === name) || (isId && id.startsWith(`sha256:${digits}`)),
  );
}

function fullName(name: string): string {
  const short = name.replace(HUB, '');
  return short.includes('@') || /:[^/]*$/.test(short) ? short : `${short}:latest`;
}
