// What a VM image says about itself: made by the builder, trusted by nobody until its digests are checked.

import { z } from 'zod';

/** The processor architectures we build for, by Debian's names. */
export const VM_ARCHES = ['amd64', 'arm64'] as const;
export type VmArch = (typeof VM_ARCHES)[number];

/** The files of an image, by name; the manifest lies beside them. */
export const VM_IMAGE_FILES = ['kernel', 'initrd', 'root.erofs', 'data.qcow2'] as const;
export type VmImageFile = (typeof VM_IMAGE_FILES)[number];

/** One value for each file of an image. */
export function perFile<T>(make: (file: VmImageFile) => T): Record<VmImageFile, T> {
  return {
    kernel: make('kernel'),
    initrd: make('initrd'),
    'root.erofs': make('root.erofs'),
    'data.qcow2': make('data.qcow2'),
  };
}

const FileDigest = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.int().positive(),
});
export type FileDigest = z.infer<typeof FileDigest>;

export const VmImageManifest = z.strictObject({
  schema: z.literal(1),
  arch: z.enum(VM_ARCHES),
  /** Debian's release, "13". */
  debian: z.string().min(1),
  /** The kernel's release as `uname -r` prints it. */
  kernel: z.string().min(1),
  /** The engine's version as `docker version` prints it. */
  engine: z.string().min(1),
  /** A short id of the content: the same version is the same bytes. */
  version: z.string().regex(/^[0-9a-f]{12}$/),
  /** Kernel arguments the image needs; the driver adds `console=` and its own. */
  cmdline: z.string(),
  /** Virtual size of the empty data disk that `data.qcow2` holds, in bytes. */
  dataDiskBytes: z.int().positive(),
  files: z.strictObject({
    kernel: FileDigest,
    initrd: FileDigest,
    'root.erofs': FileDigest,
    'data.qcow2': FileDigest,
  }),
  /** Debian packages the image was made from, with their versions. */
  packages: z.record(z.string(), z.string()),
});
export type VmImageManifest = z.infer<typeof VmImageManifest>;
