// A row's live figures: each cell draws itself anew as its own sample comes, and nothing around it does.

import { useStore } from 'zustand';
import { containersText } from '../../../text/containers.ts';
import { formatMemory } from '../../../ui/format.ts';
import classes from './list.module.css';
import { usageStore } from './usage.ts';

export function CpuCell({ id }: { id: string }) {
  const percent = useStore(usageStore, ({ byId }) => byId.get(id)?.cpuPercent);
  if (percent === undefined) return null;
  return <Figure share={percent / 100}>{containersText.cpuOf(percent.toFixed(percent < 10 ? 1 : 0))}</Figure>;
}

export function MemoryCell({ id }: { id: string }) {
  const sample = useStore(usageStore, ({ byId }) => byId.get(id));
  if (sample === undefined) return null;
  const { memoryBytes, memoryLimitBytes } = sample;
  const used = formatMemory(memoryBytes);
  return (
    <Figure
      share={memoryLimitBytes > 0 ? memoryBytes / memoryLimitBytes : 0}
      title={containersText.memoryOf(used, formatMemory(memoryLimitBytes))}
    >
      {used}
    </Figure>
  );
}

interface FigureProps {
  /** 0 to 1; more is shown as full. */
  share: number;
  title?: string;
  children: string;
}

function Figure({ share, title, children }: FigureProps) {
  return (
    <div className={classes['figure']} title={title}>
      {children}
      <div className={classes['bar']} aria-hidden>
        <div
          className={classes['used']}
          data-high={share > 0.85 || undefined}
          style={{ width: `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%` }}
        />
      </div>
    </div>
  );
}
