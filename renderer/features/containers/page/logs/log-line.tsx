// One line of a log: when, by whom, and its text in its colours.

import { useMemo } from 'react';
import { logsText } from '../../../../text/container-logs.ts';
import { CopyText } from '../../../../ui/command-line.tsx';
import { formatBytes, formatMoment, plainText } from '../../../../ui/format.ts';
import { stripAnsi } from '../../../../ui/ansi.ts';
import { paintLine, pieceStyle, type PaintedPiece } from './log-paint.ts';
import { lineTime } from './log-request.ts';
import type { LogEntry } from './log-ring.ts';
import classes from './logs.module.css';

export interface LogLook {
  isWrapped: boolean;
  withTime: boolean;
  /** By what was asked for: a name and a colour of its own; empty for one container. */
  sources: ReadonlyMap<string, { name: string; colour: number }>;
}

interface LogLineProps {
  entry: LogEntry;
  look: LogLook;
  ranges: readonly number[] | undefined;
}

export function LogLineView({ entry, look, ranges }: LogLineProps) {
  const { pieces, hidden } = useMemo(() => paintLine(entry.text, ranges), [entry.text, ranges]);
  const source = look.sources.get(entry.source);
  return (
    <>
      <span className={classes['mark']} title={entry.isError ? logsText.stderrWhy : undefined}>
        {entry.isError ? logsText.stderr : ''}
      </span>
      {look.withTime && (
        <time className={classes['time']} dateTime={entry.time} title={entry.time}>
          {lineTime(entry.time, formatMoment)}
        </time>
      )}
      {source !== undefined && (
        <span className={classes['source']} data-colour={source.colour}>
          {plainText(source.name)}
        </span>
      )}
      <span className={classes['text']}>
        {pieces.map((piece, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a piece is nothing but its place
          <Piece key={index} piece={piece} />
        ))}
        {hidden > 0 && (
          <span className={classes['more']}>
            {logsText.more(formatBytes(hidden))}
            <CopyText text={stripAnsi(entry.text)} label={logsText.copyLine} />
          </span>
        )}
      </span>
    </>
  );
}

function Piece({ piece: { text, style, isFound } }: { piece: PaintedPiece }) {
  const shown = plainText(text);
  if (isFound) return <mark className={classes['found']}>{shown}</mark>;
  return (
    <span
      data-ink={smallIndex(style.foreground)}
      data-ground={smallIndex(style.background)}
      data-bold={style.bold}
      data-underline={style.underline}
      style={pieceStyle(style)}
    >
      {shown}
    </span>
  );
}

/** One of the sixteen whose look the style sheet chooses. */
function smallIndex(colour: number | string | undefined): number | undefined {
  return typeof colour === 'number' && colour < 16 ? colour : undefined;
}
