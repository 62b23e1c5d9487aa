// What a supervisor wants to know of the engine's containers; the engine's answers are parsed, not trusted.

import { z } from 'zod';
import { SlipwayError } from '../../preload/contract/errors.ts';

/** A port that a running container publishes on the guest. */
export interface PublishedPort {
  /** The guest's address it is bound to: `0.0.0.0`, `::`, `127.0.0.1`. */
  address: string;
  /** The port on the guest, by which users know it. */
  port: number;
  protocol: string;
}

const Ports = z
  .array(
    z.object({
      IP: z.string().optional(),
      PublicPort: z.int().min(0).max(65535).optional(),
      Type: z.string(),
    }),
  )
  .nullish();

/** GET /containers/json; fields we do not use are left alone. */
const Containers = z.array(z.object({ Id: z.string(), State: z.string().optional(), Ports }));

/** The ports in an answer to GET /containers/json. @throws E_ENGINE_UNREACHABLE if it is none */
export function parsePublishedPorts(text: string): PublishedPort[] {
  return parseContainers(text).flatMap(({ Ports: ports }) =>
    (ports ?? []).flatMap(({ IP, PublicPort, Type }) =>
      PublicPort === undefined || PublicPort === 0
        ? []
        : [{ address: IP ?? '0.0.0.0', port: PublicPort, protocol: Type }],
    ),
  );
}

/** How many containers are in an answer to GET /containers/json. @throws E_ENGINE_UNREACHABLE if it is none */
export function countContainers(text: string): number {
  return parseContainers(text).length;
}

function parseContainers(text: string): z.output<typeof Containers> {
  try {
    return Containers.parse(JSON.parse(text));
  } catch (cause) {
    throw new SlipwayError('E_ENGINE_UNREACHABLE', "the engine's list of containers cannot be read", {
      cause,
    });
  }
}
