// An image's history as people read it: in the order it was built, in the Dockerfile's words, with each step's share. Pure.

import type { HistoryStep } from '../../../preload/contract/images.ts';

export interface LayerLine {
  key: string;
  instruction: string;
  text: string;
  sizeBytes: number;
  /** Of all bytes, 0 to 1. */
  share: number;
  createdMs: number;
  tags: readonly string[];
}

/** @param history the newest step first, as the engine tells it */
export function layerLines(history: readonly HistoryStep[]): LayerLine[] {
  const whole = history.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return [...history].reverse().map(({ createdBy, sizeBytes, createdMs, tags }, index) => {
    const { instruction, text } = splitInstruction(createdBy);
    const share = whole === 0 ? 0 : sizeBytes / whole;
    return { key: String(index + 1), instruction, text, sizeBytes, share, createdMs, tags };
  });
}

const WORDS =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+(.*)$/s;

/**
 * What a builder kept, as the Dockerfile had it: the classic one writes `/bin/sh -c #(nop) CMD …` for what is no `RUN`,
 * BuildKit ends its lines with `# buildkit`.
 */
export function splitInstruction(createdBy: string): { instruction: string; text: string } {
  const line = createdBy.replace(/\s*# buildkit$/, '').trim();
  const classic = /^\/bin\/sh -c\s+(#\(nop\)\s*)?(.*)$/s.exec(line);
  const said = classic?.[2] ?? line;
  if (classic !== null && classic[1] === undefined) return { instruction: 'RUN', text: said.trim() };
  const found = WORDS.exec(said.trim());
  if (found === null) return { instruction: '', text: said.trim() };
  const [, instruction = '', text = ''] = found;
  return { instruction, text: text.replace(/^\/bin\/sh -c\s+/, '').trim() };
}
