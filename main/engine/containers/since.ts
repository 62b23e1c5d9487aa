// Since when a container is in its state: a list has it only in words, which are true at the moment they were asked for.

const SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 7 * 86_400,
  month: 30 * 86_400,
  year: 365 * 86_400,
};

/**
 * @param status as the engine puts it: `Up 2 hours (healthy)`, `Exited (0) About a minute ago`
 * @returns milliseconds since 1970; undefined for words that tell no time
 * Source: HumanDuration of https://github.com/docker/go-units/blob/master/duration.go
 */
export function sinceOf(status: string, nowMs: number): number | undefined {
  if (/Less than a second/.test(status)) return nowMs;
  const [, words, unit] = /(About an?|\d+) (second|minute|hour|day|week|month|year)s?\b/.exec(status) ?? [];
  const seconds = SECONDS[unit ?? ''];
  if (words === undefined || seconds === undefined) return undefined;
  const count = words.startsWith('About') ? 1 : Number(words);
  return nowMs - count * seconds * 1000;
}
