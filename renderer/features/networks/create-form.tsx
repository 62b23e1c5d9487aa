// Asks for a new network: its name, its driver, and its addresses where the engine should not choose them.

import { Checkbox, Group, Select } from '@mantine/core';
import { useState } from 'react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { api } from '../../client/api.ts';
import { networksText } from '../../text/networks.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { openDialog } from '../../ui/dialog.tsx';
import { networkCommand, type NetworkWishes } from './network-commands.ts';
import { isAddress, isNetworkName, isSubnet } from './network-rows.ts';

const DRIVERS = ['bridge', 'macvlan', 'ipvlan'] as const;

export function openCreate(machine: MachineName): void {
  openDialog(networksText.createTitle, (close) => <CreateForm machine={machine} close={close} />, 'lg');
}

interface Fields {
  name: string;
  driver: NetworkWishes['driver'];
  subnet: string;
  gateway: string;
  internal: boolean;
}

const NOTHING: Fields = { name: '', driver: 'bridge', subnet: '', gateway: '', internal: false };

function wishesOf({ name, driver, subnet, gateway, internal }: Fields): NetworkWishes {
  return {
    network: name.trim(),
    driver,
    internal,
    ...(subnet.trim() === '' ? {} : { subnet: subnet.trim() }),
    ...(gateway.trim() === '' ? {} : { gateway: gateway.trim() }),
  };
}

function CreateForm({ machine, close }: { machine: MachineName; close(): void }) {
  const [fields, setFields] = useState(NOTHING);
  const wishes = wishesOf(fields);
  const { network, subnet, gateway } = wishes;
  const wrong = {
    name: network !== '' && !isNetworkName(network),
    subnet: subnet !== undefined && !isSubnet(subnet),
    gateway: gateway !== undefined && (!isAddress(gateway) || subnet === undefined),
  };
  const isReady = network !== '' && !wrong.name && !wrong.subnet && !wrong.gateway;
  return (
    <ActionForm
      command={networkCommand.create(network === '' ? { ...wishes, network: 'shop' } : wishes)}
      submit={networksText.actions.create}
      isReady={isReady}
      act={() => api().networks.create({ machine, ...wishes })}
      close={close}
    >
      <FormFields fields={fields} wrong={wrong} onChange={(patch) => setFields({ ...fields, ...patch })} />
    </ActionForm>
  );
}

interface FormFieldsProps {
  fields: Fields;
  wrong: { name: boolean; subnet: boolean; gateway: boolean };
  onChange(patch: Partial<Fields>): void;
}

function FormFields({ fields, wrong, onChange }: FormFieldsProps) {
  return (
    <>
      <NameField
        isFirst
        label={networksText.newName}
        placeholder="shop"
        value={fields.name}
        wrong={wrong.name ? networksText.nameWrong : undefined}
        onChange={(name) => onChange({ name })}
      />
      <Select
        label={networksText.driver}
        data={DRIVERS.map((value) => ({ value, label: networksText.driverWhy[value] }))}
        value={fields.driver}
        onChange={(value) => onChange({ driver: DRIVERS.find((one) => one === value) ?? 'bridge' })}
        allowDeselect={false}
      />
      <Group grow align="flex-start">
        <NameField
          label={networksText.subnet}
          description={networksText.subnetWhy}
          placeholder="10.5.0.0/16"
          value={fields.subnet}
          wrong={wrong.subnet ? networksText.subnetWrong : undefined}
          onChange={(subnet) => onChange({ subnet })}
        />
        <NameField
          label={networksText.gateway}
          description={networksText.gatewayWhy}
          placeholder="10.5.0.1"
          value={fields.gateway}
          wrong={wrong.gateway ? networksText.gatewayWrong : undefined}
          onChange={(gateway) => onChange({ gateway })}
        />
      </Group>
      <Checkbox
        label={networksText.internalLabel}
        checked={fields.internal}
        onChange={({ currentTarget }) => onChange({ internal: currentTarget.checked })}
      />
    </>
  );
}
