// Changes one member of a JSON object's text and leaves every other byte: the file is somebody else's.

interface Member {
  key: string;
  /** Offsets of the key's first quote, of the value's first byte, and past the value's last. */
  start: number;
  valueStart: number;
  end: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/**
 * The text with the member set to a value, or without the member for `undefined`.
 * @param text a JSON object; the caller has parsed it
 */
export function withMember(text: string, key: string, value: string | undefined): string {
  const members = topLevelMembers(text);
  const index = members.findLastIndex((member) => member.key === key);
  const found = members[index];
  if (value === undefined) return found === undefined ? text : withoutMember(text, members, index, found);
  const encoded = JSON.stringify(value);
  if (found !== undefined) return text.slice(0, found.valueStart) + encoded + text.slice(found.end);
  const last = members.at(-1);
  if (last === undefined) return `{\n\t${JSON.stringify(key)}: ${encoded}\n}`;
  const lead = leadOf(text, last.start);
  return `${text.slice(0, last.end)},${lead}${JSON.stringify(key)}: ${encoded}${text.slice(last.end)}`;
}

function withoutMember(text: string, members: readonly Member[], index: number, member: Member): string {
  const next = members[index + 1];
  // With the comma behind it, or, for the last one, with the comma before it.
  if (next !== undefined) return text.slice(0, member.start) + text.slice(next.start);
  const start = members[index - 1]?.end ?? member.start - leadOf(text, member.start).length;
  return text.slice(0, start) + text.slice(member.end);
}

/** The blanks before a member, which the next one is to have too. */
function leadOf(text: string, start: number): string {
  return /\s*$/.exec(text.slice(0, start))?.[0] ?? '';
}

function topLevelMembers(text: string): Member[] {
  const members: Member[] = [];
  let depth = 0;
  let open: Member | undefined;
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    if (depth === 1 && open === undefined && token.startsWith('"')) {
      open = { key: String(JSON.parse(token)), start: match.index, valueStart: -1, end: -1 };
    } else if (open !== undefined && token !== ':' && !(depth === 1 && /^[,}]$/.test(token))) {
      if (open.valueStart < 0) open.valueStart = match.index;
      open.end = match.index + token.length;
    }
    if (open !== undefined && depth === 1 && /^[,}]$/.test(token)) {
      members.push(open);
      open = undefined;
    }
    if (/^[{[]$/.test(token)) depth += 1;
    if (/^[}\]]$/.test(token)) depth -= 1;
  }
  return members;
}
