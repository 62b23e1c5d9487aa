// What a section of the run form is given.

import type { UseFormReturnType } from '@mantine/form';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import type { RunValues } from './run-values.ts';

export type RunFormApi = UseFormReturnType<RunValues>;

export interface SectionProps {
  form: RunFormApi;
  machine: MachineName;
}
