// The names by which things are asked for; whatever a border lets through has one of these forms.

import { z } from 'zod';

/** What a machine may be called: the name becomes a folder, a docker context and a shell word, so it stays plain. */
export const MACHINE_NAME_RULE = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;
export const MachineName = z.string().regex(MACHINE_NAME_RULE).brand<'MachineName'>();
export type MachineName = z.infer<typeof MachineName>;

/** A container by id (12 to 64 hexadecimal digits) or by name, as the engine allows names. */
export const ContainerId = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/);

/**
 * An image by id (`sha256:…`) or reference (`registry:5000/name:tag@sha256:…`); the engine has the last word. Every part
 * begins with a letter or a digit: it becomes part of a URL's path, where `..` would lead to other things than images.
 */
export const ImageRef = z.string().regex(/^(?!.*\/[^a-zA-Z0-9])[a-zA-Z0-9][a-zA-Z0-9_./:@+-]{0,511}$/);

/** A volume's or a network's name or id. */
export const ObjectName = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/);

/** A folder or file of this computer, absolute; where it may lie is checked by who opens it. */
export const HostPath = z
  .string()
  .min(2)
  .max(4096)
  .startsWith('/')
  // oxlint-disable-next-line no-control-regex -- a path of the system's cannot hold NUL; nor should one that people see
  .regex(/^[^\u0000-\u001f\u007f]*$/);

/** A path inside a container or a volume, absolute. */
export const GuestPath = z
  .string()
  .min(1)
  .max(4096)
  .startsWith('/')
  .refine((path) => !path.includes('\0'), 'a path cannot hold NUL');

export const Port = z.int().min(1).max(65_535);

/** Moments as the engine and `Date.parse` write them. */
export const Moment = z.iso.datetime({ offset: true });
