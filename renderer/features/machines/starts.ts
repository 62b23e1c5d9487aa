// Starts that this window began or follows, by machine: what has been told of each, and how it ended.

import { createStore } from 'zustand/vanilla';
import { toWireError, type WireError } from '../../../preload/contract/errors.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { START_STAGES, type StartEvent, type StartStage } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';

export interface StageView {
  stage: StartStage;
  state: 'waiting' | 'active' | 'done' | 'failed';
  /** What it gave, or its latest step. */
  text: string;
  /** How long it took, once done. */
  ms?: number;
  /** When it began here, by performance.now(). */
  beganMs?: number;
}

export interface StartView {
  stages: readonly StageView[];
  notices: readonly string[];
  state: 'running' | 'done' | 'failed';
  error?: WireError;
}

export const startsStore = createStore<Readonly<Record<string, StartView>>>(() => ({}));

const NEW: StartView = {
  stages: START_STAGES.map((stage) => ({ stage, state: 'waiting', text: '' })),
  notices: [],
  state: 'running',
};

/** Starts a machine, or joins its start under way, and keeps what is told of it. Never rejects. */
export async function followStart(machine: MachineName): Promise<void> {
  if (startsStore.getState()[machine]?.state === 'running') return;
  const show = (change: (view: StartView) => StartView) =>
    startsStore.setState((starts) => ({ [machine]: change(starts[machine] ?? NEW) }));
  show(() => NEW);
  try {
    for await (const event of api().machines.start({ machine })) show((view) => afterEvent(view, event));
    show((view) => ({ ...view, state: 'done' }));
  } catch (thrown) {
    show((view) => ({
      ...view,
      state: 'failed',
      error: toWireError(thrown),
      stages: view.stages.map((stage) => (stage.state === 'active' ? { ...stage, state: 'failed' } : stage)),
    }));
  }
}

/** The view after one more event. Pure but for the clock. */
export function afterEvent(view: StartView, event: StartEvent): StartView {
  if (event.kind === 'notice') return { ...view, notices: [...view.notices, event.text] };
  const stages = view.stages.map((stage): StageView => {
    if (stage.stage !== event.stage) return stage;
    switch (event.kind) {
      case 'began':
        return { stage: stage.stage, state: 'active', text: '', beganMs: performance.now() };
      case 'step':
        return { ...stage, text: event.name };
      default:
        return { ...stage, state: 'done', text: event.text, ms: event.ms };
    }
  });
  return { ...view, stages };
}
