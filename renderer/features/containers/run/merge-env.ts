// Variables that come in bulk put among those of the form: one of the same name is replaced, empty rows go. Pure.

import type { PastedVariable } from './env-lines.ts';
import { newEnv, type EnvRow } from './run-values.ts';

export function withVariables(rows: readonly EnvRow[], variables: readonly PastedVariable[]): EnvRow[] {
  // Later lines win, as in a shell.
  const added = new Map(variables.map((variable) => [variable.name, variable]));
  const kept = rows.filter(({ name, value }) => !added.has(name.trim()) && (name !== '' || value !== ''));
  return [...kept, ...[...added.values()].map(({ name, value }) => newEnv(name, value, value === undefined))];
}
