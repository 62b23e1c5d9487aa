// The run form's fields as what a container is run with, and what is wrong with each field. Pure.

import { ImageRef } from '../../../../preload/contract/ids.ts';
import { RunSpec } from '../../../../preload/contract/run-spec.ts';
import { runText } from '../../../text/run.ts';
import { nameFault } from '../actions/name-fault.ts';
import { OpenQuote, splitWords } from './command-words.ts';
import { parseDuration, parseMemory } from './quantities.ts';
import { mountsOf, namedOf, portsOf, type Note } from './rows-to-spec.ts';
import type { RunValues } from './run-values.ts';

/** By the field's path in the form: `ports.0.hostPort`. */
export type Faults = Record<string, string>;

export interface Read {
  /** Undefined while anything is wrong. */
  spec?: RunSpec;
  faults: Faults;
}

/** @param others whose names are taken */
export function readValues(values: RunValues, others: readonly { name: string }[]): Read {
  const faults: Faults = {};
  const note: Note = (path, fault) => {
    faults[path] ??= fault;
  };
  const image = values.image.trim();
  if (!ImageRef.safeParse(image).success) note('image', image === '' ? runText.needsImage : runText.noImage);
  const name = values.name.trim();
  const badName = name === '' ? undefined : nameFault(name, others);
  if (badName !== undefined) note('name', badName);
  if (values.autoRemove && values.restart !== 'no') note('autoRemove', runText.removeOrRestart);
  const raw: RunSpec = {
    image,
    name: optional(name),
    command: words(values.command, 'command', note),
    entrypoint: values.entrypoint.trim() === '' ? undefined : words(values.entrypoint, 'entrypoint', note),
    env: namedOf(values.env, 'env', note).map(({ row, name: variable }) =>
      row.inherits ? { name: variable } : { name: variable, value: row.value },
    ),
    envFiles: values.envFiles,
    labels: namedOf(values.labels, 'labels', note).map(({ row, name: label }) => ({
      name: label,
      value: row.value,
    })),
    ports: portsOf(values.ports, note),
    mounts: mountsOf(values.mounts, note),
    network: optional(values.network),
    hostname: optional(values.hostname),
    limits: limitsOf(values, note),
    restart: restartOf(values, note),
    health: healthOf(values, note),
    user: optional(values.user),
    workdir: optional(values.workdir),
    ...listsAndSwitches(values),
    detach: true,
  };
  if (Object.keys(faults).length > 0) return { faults };
  return checked(raw);
}

/** What the fields' own checks let through the contract has the last word on. */
function checked(raw: RunSpec): Read {
  const parsed = RunSpec.safeParse(raw);
  if (parsed.success) return { spec: parsed.data, faults: {} };
  const faults = parsed.error.issues.map(
    ({ path, message }) => [fieldOf(path.map(String)), message] as const,
  );
  return { faults: Object.fromEntries(faults) };
}

/** A list's field shows what is wrong with one of its entries. */
function fieldOf([first = '', ...rest]: readonly string[]): string {
  return ['env', 'labels', 'ports', 'mounts'].includes(first) ? [first, ...rest].join('.') : first;
}

function listsAndSwitches(values: RunValues) {
  const { publishAll, extraHosts, dns, capAdd, capDrop } = values;
  const { privileged, readOnly, init, autoRemove, interactive, tty } = values;
  const switches = { privileged, readOnly, init, autoRemove, interactive, tty };
  return { publishAll, extraHosts, dns, capAdd, capDrop, ...switches };
}

function limitsOf({ memory, cpus, pids }: RunValues, note: Note): RunSpec['limits'] {
  return {
    memoryBytes: amount(memory, parseMemory, () => note('memory', runText.noMemory)),
    cpus: amount(cpus, parseNumber, () => note('cpus', runText.noNumber)),
    pids: amount(pids, parseWhole, () => note('pids', runText.noNumber)),
  };
}

function restartOf({ restart: name, restartRetries }: RunValues, note: Note): RunSpec['restart'] {
  if (name !== 'on-failure' || restartRetries.trim() === '') return { name };
  const maximumRetries = parseWhole(restartRetries) ?? note('restartRetries', runText.noNumber);
  return { name, maximumRetries };
}

function healthOf(values: RunValues, note: Note): RunSpec['health'] {
  if (values.health === 'image') return undefined;
  if (values.health === 'off') return {};
  if (values.healthCommand.trim() === '') note('healthCommand', runText.needsHealthCommand);
  const duration = (path: 'healthInterval' | 'healthTimeout' | 'healthStartPeriod') =>
    amount(values[path], parseDuration, () => note(path, runText.noDuration), 0);
  return {
    command: values.healthCommand,
    intervalMs: duration('healthInterval'),
    timeoutMs: duration('healthTimeout'),
    startPeriodMs: duration('healthStartPeriod'),
    retries: amount(values.healthRetries, parseWhole, () => note('healthRetries', runText.noNumber), 0),
  };
}

/** An empty field says nothing; anything else must be an amount, and more than none where none means nothing. */
function amount(
  text: string,
  parse: (text: string) => number | undefined,
  fault: () => undefined,
  least = Number.MIN_VALUE,
): number | undefined {
  if (text.trim() === '') return undefined;
  const value = parse(text);
  return value === undefined || value < least ? fault() : value;
}

function words(line: string, path: string, note: Note): string[] {
  try {
    return splitWords(line);
  } catch (thrown) {
    if (!(thrown instanceof OpenQuote)) throw thrown;
    note(path, runText.openQuote);
    return [];
  }
}

function optional(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

function parseNumber(text: string): number | undefined {
  return /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : undefined;
}

function parseWhole(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}
