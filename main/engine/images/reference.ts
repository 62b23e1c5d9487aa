// An image's reference taken apart: which repository, and which of its images.

export interface ReferenceParts {
  /** With its registry, if it names one: `registry:5000/team/app`. */
  repository: string;
  /** A tag, or a digest `sha256:…`; `latest` where nothing is said, since the engine would take all of them. */
  tag: string;
}

/** `registry:5000/app:2` → `registry:5000/app` and `2`. A digest says all; a tag beside it is left out. */
export function splitReference(reference: string): ReferenceParts {
  const at = reference.indexOf('@');
  const { repository, tag } = splitTag(at < 0 ? reference : reference.slice(0, at));
  return { repository, tag: at < 0 ? tag : reference.slice(at + 1) };
}

/** A colon before the last slash belongs to the registry's port. */
function splitTag(name: string): ReferenceParts {
  const colon = name.lastIndexOf(':');
  if (colon < 0 || colon < name.lastIndexOf('/')) return { repository: name, tag: 'latest' };
  return { repository: name.slice(0, colon), tag: name.slice(colon + 1) };
}
