// How a log is looked at.

import { NEWEST, type LogRange } from './log-request.ts';

export interface LogView {
  range: LogRange;
  isFollowed: boolean;
  isWrapped: boolean;
  withTime: boolean;
  /** Only lines with a finding, where something is searched for. */
  onlyHits: boolean;
}

export const PLAIN_VIEW: LogView = {
  range: NEWEST,
  isFollowed: true,
  isWrapped: false,
  withTime: true,
  onlyHits: false,
};
