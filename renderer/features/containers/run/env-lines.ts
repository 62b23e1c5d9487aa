// Variables that were pasted as lines: of a .env file, of `env`'s output, of a shell script's exports. Pure.

export interface PastedVariable {
  name: string;
  /** Left out for a line with a name only. */
  value?: string;
}

export function parseEnvLines(text: string): PastedVariable[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const exported = /^export\s+(.*)$/.exec(trimmed)?.[1];
    const [, name, value] = /^([^\s=]+)(?:=(.*))?$/.exec(exported ?? trimmed) ?? [];
    if (name === undefined) return [];
    if (value === undefined) return [{ name }];
    // Only a shell takes quotes away; in docker's own files they belong to the value.
    return [{ name, value: exported === undefined ? value : withoutQuotes(value) }];
  });
}

/** Whether what is pasted into one field is meant for several. */
export function looksLikeEnvLines(text: string): boolean {
  return /^\s*(export\s+)?[A-Za-z_][\w.]*=/.test(text);
}

function withoutQuotes(value: string): string {
  return /^(['"])(.*)\1$/.exec(value)?.[2] ?? value;
}
