// Shows a start as it happens: a moving line for the stage under way on a terminal, one finished line a stage in a pipe.

import type { StartEvent, StartStage } from '../../preload/contract/machines.ts';
import { pad, plain, seconds } from './output.ts';
import type { Terminal } from './terminal.ts';

const LABELS: Readonly<Record<StartStage, string>> = {
  image: 'VM image',
  accelerator: 'accelerator',
  certificates: 'certificates',
  boot: 'boot',
  engine: 'engine',
  ports: 'ports',
};
const LABEL_WIDTH = 12;
const TEXT_WIDTH = 41;
/** Shorter times say nothing and only make noise. */
const WORTH_TELLING_MS = 50;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const FRAME_MS = 100;

/** A stage under way. */
interface Active {
  stage: StartStage;
  step: string;
  beganMs: number;
}

export interface StageDisplay {
  show: (event: StartEvent) => void;
  /** A line that belongs to no stage. */
  note: (text: string) => void;
  /** Ends the display; what was still under way is marked as failed if the start did. */
  end: (succeeded: boolean) => void;
}

/** `✔ boot         kernel, network, disk                       6.2 s` */
export function stageLine(mark: string, stage: StartStage, text: string, ms: number): string {
  const time = ms >= WORTH_TELLING_MS ? `  ${seconds(ms).padStart(6)}` : '';
  const told = time === '' ? plain(text) : pad(plain(text), TEXT_WIDTH);
  return `${mark} ${pad(LABELS[stage], LABEL_WIDTH)} ${told}${time}`.trimEnd();
}

/** A display on stderr: moving where that is a terminal, lines where it is not. */
export function createStageDisplay(terminal: Terminal, now: () => number = Date.now): StageDisplay {
  const active = new Map<StartStage, Active>();
  const moving = createMovingLine(terminal, () => currentLine(terminal, active, now()));
  const settle = (line: string) => moving.above(line);
  return {
    show: (event) => {
      switch (event.kind) {
        case 'began':
          active.set(event.stage, { stage: event.stage, step: '', beganMs: now() });
          break;
        case 'step': {
          const stage = active.get(event.stage);
          if (stage !== undefined) stage.step = event.name;
          break;
        }
        case 'notice':
          settle(
            `${terminal.paint('yellow', '!')} ${pad(LABELS[event.stage], LABEL_WIDTH)} ${plain(event.text)}`,
          );
          break;
        case 'done':
          active.delete(event.stage);
          settle(stageLine(terminal.paint('green', '✔'), event.stage, event.text, event.ms));
          break;
      }
    },
    note: (text) => settle(plain(text)),
    end: (succeeded) => {
      moving.stop();
      if (succeeded) return;
      for (const { stage, step, beganMs } of active.values()) {
        terminal.err(stageLine(terminal.paint('red', '✖'), stage, step, now() - beganMs));
      }
    },
  };
}

/** The line of the stage that began last, cut to the terminal's width. */
function currentLine(terminal: Terminal, active: ReadonlyMap<StartStage, Active>, nowMs: number): string {
  const latest = [...active.values()].at(-1);
  if (latest === undefined) return '';
  const frame = FRAMES[Math.floor(nowMs / FRAME_MS) % FRAMES.length] ?? FRAMES[0];
  const line = stageLine(frame, latest.stage, latest.step, nowMs - latest.beganMs);
  return Array.from(line)
    .slice(0, (terminal.errColumns() ?? 80) - 1)
    .join('');
}

/** A last line that is drawn over and over, below lines that stay. In a pipe only those that stay are written. */
function createMovingLine(terminal: Terminal, draw: () => string) {
  const erase = '\r\u001b[K';
  if (terminal.errColumns() === undefined)
    return { above: (line: string) => terminal.err(line), stop: () => {} };
  const timer = setInterval(() => terminal.errRaw(erase + draw()), FRAME_MS);
  return {
    above: (line: string) => terminal.errRaw(`${erase}${line}\n${draw()}`),
    stop: () => {
      clearInterval(timer);
      terminal.errRaw(erase);
    },
  };
}
