// Everything that may cross between a window and the program that shows it: one group for each kind of thing.

import { BuildsContract } from './builds.ts';
import { ContainersContract } from './containers.ts';
import { HostContract } from './host.ts';
import { ImagesContract } from './images.ts';
import { MachinesContract } from './machines.ts';
import { NetworksContract } from './networks.ts';
import { VolumesContract } from './volumes.ts';

export const AppContract = {
  host: HostContract,
  machines: MachinesContract,
  containers: ContainersContract,
  images: ImagesContract,
  volumes: VolumesContract,
  networks: NetworksContract,
  builds: BuildsContract,
} as const;
export type AppContract = typeof AppContract;
