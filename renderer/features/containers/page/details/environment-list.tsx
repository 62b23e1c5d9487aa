// A container's variables; values that look like secrets are shown only when they are asked for, one by one.

import { ActionIcon, Table, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { detailsText } from '../../../../text/container-details.ts';
import { CopyText } from '../../../../ui/command-line.tsx';
import { plainText } from '../../../../ui/format.ts';
import classes from './details.module.css';
import { readEnvironment, type Variable } from './environment.ts';

export function EnvironmentList({ env }: { env: readonly string[] }) {
  const variables = useMemo(() => readEnvironment(env), [env]);
  if (variables.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {detailsText.noEnvironment}
      </Text>
    );
  return (
    <Table verticalSpacing={4} aria-label={detailsText.environment} className={classes['table'] ?? ''}>
      <Table.Tbody>
        {variables.map((variable) => (
          <VariableRow key={variable.name} variable={variable} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function VariableRow({ variable: { name, value, isSecret } }: { variable: Variable }) {
  const [isShown, setShown] = useState(!isSecret);
  const label = plainText(name);
  return (
    <Table.Tr data-secret={isSecret || undefined}>
      <Table.Td className={classes['key'] ?? ''}>{label}</Table.Td>
      <Table.Td className={classes['value'] ?? ''}>
        {isShown ? (
          plainText(value)
        ) : (
          <Text span size="xs" c="dimmed" ff="text">
            {detailsText.hidden}
          </Text>
        )}
      </Table.Td>
      <Table.Td className={classes['tools'] ?? ''}>
        {isSecret && (
          <ActionIcon
            aria-label={isShown ? detailsText.hideValue(label) : detailsText.showValue(label)}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? <IconEyeOff size={16} /> : <IconEye size={16} />}
          </ActionIcon>
        )}
        <CopyText text={value} label={detailsText.copyValue(label)} />
      </Table.Td>
    </Table.Tr>
  );
}
