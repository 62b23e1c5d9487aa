// A file or folder of this computer: typed, or chosen in the host's own dialog where it has one.

import { Button, Group, TextInput } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { api } from '../client/api.ts';
import { useHost } from '../client/use-host.ts';
import { words } from '../text/words.ts';
import { expandHome, inDownloads, isHostPath } from './host-path.ts';

interface PathFieldProps {
  label: string;
  description?: string;
  kind: 'open' | 'save' | 'folder';
  /** Absolute once it is usable; `isHostPath` (host-path.ts) tells. */
  value: string;
  onChange(path: string): void;
  /** Fills an empty field with a file of this name below Downloads. */
  suggestedName?: string;
}

export function PathField({ label, description, kind, value, onChange, suggestedName }: PathFieldProps) {
  const host = useHost();
  const [isTouched, setTouched] = useState(false);
  useEffect(() => {
    if (host !== undefined && suggestedName !== undefined && value === '' && !isTouched)
      onChange(inDownloads(host.home, suggestedName));
  }, [host, suggestedName, value, isTouched, onChange]);
  const browse = async () => {
    const asked = { kind, title: label, ...(suggestedName === undefined ? {} : { suggestedName }) };
    const chosen = await api().host.chooseFile(asked);
    if (chosen !== undefined) onChange(chosen);
  };
  const isWrong = isTouched && value !== '' && !isHostPath(value);
  return (
    <Group align="flex-start" gap="xs" wrap="nowrap">
      <TextInput
        flex={1}
        label={label}
        description={description ?? words.pathRule}
        placeholder={`${host?.home ?? ''}/Downloads/`}
        value={value}
        error={isWrong ? words.pathWrong : undefined}
        onChange={({ currentTarget }) => {
          setTouched(true);
          onChange(currentTarget.value);
        }}
        onBlur={() => host !== undefined && onChange(expandHome(value, host.home))}
        spellCheck={false}
      />
      {host?.features.fileDialogs === true && (
        <Button
          variant="default"
          mt={44}
          leftSection={<IconFolderOpen size={16} />}
          onClick={() => void browse().catch(() => {})}
        >
          {words.browse}
        </Button>
      )}
    </Group>
  );
}
