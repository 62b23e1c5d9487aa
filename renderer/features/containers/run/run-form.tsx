// The form itself: its sections to the left, to the right the line that says the same and what became of it.

import { Accordion, Badge, createTheme, Group, Input, MantineThemeProvider, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo, useState, type ComponentType } from 'react';
import { useStore } from 'zustand';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import { containerRows } from '../../../client/lists.ts';
import { runText } from '../../../text/run.ts';
import { BasicsSection } from './basics-section.tsx';
import { EnvironmentSection } from './environment-section.tsx';
import { HealthSection } from './health-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { PortsSection } from './ports-section.tsx';
import { ResourcesSection } from './resources-section.tsx';
import classes from './run.module.css';
import type { RunFormApi, SectionProps } from './run-form-api.ts';
import type { RunValues } from './run-values.ts';
import { RunSide } from './run-side.tsx';
import { SecuritySection } from './security-section.tsx';
import { sectionOf, type Section } from './sections.ts';
import { countSet } from './set-count.ts';
import { StorageSection } from './storage-section.tsx';
import { readValues } from './to-spec.ts';

const SECTIONS: readonly [Section, string, ComponentType<SectionProps>][] = [
  ['basics', runText.basics, BasicsSection],
  ['ports', runText.ports, PortsSection],
  ['environment', runText.environment, EnvironmentSection],
  ['storage', runText.storage, StorageSection],
  ['network', runText.network, NetworkSection],
  ['resources', runText.resources, ResourcesSection],
  ['health', runText.health, HealthSection],
  ['security', runText.security, SecuritySection],
];

const OPEN_AT_FIRST: readonly Section[] = ['basics', 'ports', 'environment', 'storage'];

/** Explanations stand below, so that fields beside each other begin at the same height. */
const fieldOrder = createTheme({
  components: {
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
    }),
  },
});

interface RunFormProps {
  machine: MachineName;
  initialValues: RunValues;
}

export function RunForm({ machine, initialValues }: RunFormProps) {
  const form: RunFormApi = useForm<RunValues>({
    initialValues,
    validateInputOnBlur: true,
    validate: (values) => readValues(values, containerRows.getState().all).faults,
  });
  const others = useStore(containerRows, ({ all }) => all);
  const { values } = form;
  const read = useMemo(() => readValues(values, others), [values, others]);
  const { open, setOpen, showFaults } = useOpenSections(form, initialValues);
  return (
    <MantineThemeProvider theme={fieldOrder} inherit>
      <div className={classes['split']}>
        <div className={classes['sections']}>
          <Accordion multiple value={open} onChange={setOpen} variant="separated" order={2}>
            {SECTIONS.map(([section, title, Fields]) => (
              <Accordion.Item key={section} value={section} data-section={section}>
                <Accordion.Control>
                  <SectionTitle title={title} count={countSet(section, values)} />
                </Accordion.Control>
                <Accordion.Panel>
                  <Fields form={form} machine={machine} />
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        </div>
        <RunSide form={form} machine={machine} read={read} onFaults={showFaults} />
      </div>
    </MantineThemeProvider>
  );
}

/** What is said in a closed section is not hidden at first; a fault in one opens it. */
function useOpenSections(form: RunFormApi, initialValues: RunValues) {
  const [open, setOpen] = useState<string[]>(() => {
    const said = SECTIONS.map(([section]) => section).filter(
      (section) => countSet(section, initialValues) > 0,
    );
    return [...new Set([...OPEN_AT_FIRST, ...said])];
  });
  const showFaults = (paths: readonly string[]) => {
    setOpen((before) => [...new Set([...before, ...paths.map(sectionOf)])]);
    const [first] = paths;
    // Its field can be entered once its section is drawn open.
    if (first !== undefined) requestAnimationFrame(() => form.getInputNode(first)?.focus());
  };
  return { open, setOpen, showFaults };
}

function SectionTitle({ title, count }: { title: string; count: number }) {
  return (
    <Group gap="xs">
      <Text fw={600}>{title}</Text>
      {count > 0 && (
        <Badge size="sm" variant="light" circle={count < 10}>
          {count}
        </Badge>
      )}
    </Group>
  );
}
