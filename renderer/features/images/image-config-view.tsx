// How an image wants to be run: its command, environment, ports and what else it says of itself.

import { Table, Text, Title } from '@mantine/core';
import { imagesText } from '../../text/images.ts';
import { Facts } from '../../ui/facts.tsx';
import { plainText } from '../../ui/format.ts';
import { shellLine } from '../../client/shell-line.ts';
import type { ImageConfig } from './image-config.ts';
import classes from './image-config-view.module.css';

const text = imagesText.config;

export function ImageConfigView({ config }: { config: ImageConfig }) {
  const { entrypoint, command, workdir, user, platform, ports, volumes, stopSignal, healthcheck } = config;
  return (
    <div className={classes['view']}>
      <Facts
        facts={[
          [text.entrypoint, shellLine(entrypoint)],
          [text.command, shellLine(command)],
          [text.workdir, workdir],
          [text.user, user],
          [text.platform, platform],
          [text.ports, ports.join(', ')],
          [text.volumes, volumes.join(', ')],
          [text.stopSignal, stopSignal],
          [text.healthcheck, healthcheck.join(' ')],
        ]}
        none={text.none}
      />
      <Pairs title={text.env} pairs={config.env} />
      <Pairs title={text.labels} pairs={config.labels} />
    </div>
  );
}

function Pairs({ title, pairs }: { title: string; pairs: ImageConfig['env'] }) {
  return (
    <section>
      <Title order={2} size="h5" mb={4}>
        {title}
      </Title>
      {pairs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.none}
        </Text>
      ) : (
        <Table aria-label={title} withRowBorders>
          <Table.Tbody>
            {pairs.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" w={280} className={classes['name'] ?? ''}>
                  {plainText(name)}
                </Table.Th>
                <Table.Td className={classes['value'] ?? ''}>{plainText(value)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
