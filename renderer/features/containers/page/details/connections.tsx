// What a container is tied to: volumes and folders, networks; and what it was labelled with.

import { Anchor, Table, Text } from '@mantine/core';
import { detailsText } from '../../../../text/container-details.ts';
import { plainText } from '../../../../ui/format.ts';
import classes from './details.module.css';
import type { Inspected } from './inspected.ts';

export function Mounts({ mounts }: { mounts: Inspected['Mounts'] }) {
  if (mounts.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {detailsText.noMounts}
      </Text>
    );
  return (
    <Table verticalSpacing={4} aria-label={detailsText.mounts} className={classes['table'] ?? ''}>
      <Table.Tbody>
        {mounts.map(({ Type, Name, Source, Destination, RW }) => (
          <Table.Tr key={Destination}>
            <Table.Td className={classes['key'] ?? ''}>{plainText(Destination)}</Table.Td>
            <Table.Td className={classes['value'] ?? ''}>
              {Type === 'volume' ? (
                <Anchor href={`#/volumes/${encodeURIComponent(Name)}`} size="xs">
                  {plainText(Name)}
                </Anchor>
              ) : (
                plainText(Source)
              )}
              <Text size="xs" c="dimmed">
                {Type}, {RW === true ? detailsText.writable : detailsText.readOnly}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function Networks({ networks }: { networks: Inspected['NetworkSettings']['Networks'] }) {
  const entries = Object.entries(networks);
  if (entries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {detailsText.noNetworks}
      </Text>
    );
  return (
    <Table verticalSpacing={4} aria-label={detailsText.networks} className={classes['table'] ?? ''}>
      <Table.Tbody>
        {entries.map(([name, { NetworkID, IPAddress, MacAddress, Aliases }]) => (
          <Table.Tr key={name}>
            <Table.Td className={classes['key'] ?? ''}>
              <Anchor
                href={`#/networks/${encodeURIComponent(NetworkID === '' ? name : NetworkID)}`}
                size="xs"
              >
                {plainText(name)}
              </Anchor>
            </Table.Td>
            <Table.Td className={classes['value'] ?? ''}>
              {IPAddress === '' ? detailsText.none : plainText(IPAddress)}
              <Text size="xs" c="dimmed">
                {plainText(MacAddress)}
                {Aliases.length > 0 && ` ${detailsText.aliases(plainText(Aliases.join(', ')))}`}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function Labels({ labels }: { labels: Readonly<Record<string, string>> }) {
  const entries = Object.entries(labels).sort(([one], [other]) => one.localeCompare(other));
  if (entries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {detailsText.noLabels}
      </Text>
    );
  return (
    <Table verticalSpacing={4} aria-label={detailsText.labels} className={classes['table'] ?? ''}>
      <Table.Tbody>
        {entries.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Td className={classes['key'] ?? ''}>{plainText(name)}</Table.Td>
            <Table.Td className={classes['value'] ?? ''}>{plainText(value)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
