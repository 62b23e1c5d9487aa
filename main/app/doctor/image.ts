// The VM image, and what would run it.

import type { Finding } from '../../../preload/contract/machines.ts';
import { toWireError } from '../../../preload/contract/errors.ts';
import { chooseAccelerator } from '../../drivers/qemu/accelerator.ts';
import { resourcesFolder } from '../../lib/program-root.ts';
import { cacheFolder } from '../../machine/paths.ts';
import { findVmImage, verifyVmImage, type VmImage } from '../../vm-image/store.ts';
import { hostArch } from '../versions.ts';
import { ok, problem, warning, type Check, type Patient } from './finding.ts';

/** The image is there and its files are what its manifest says; then the accelerator, which is probed with it. */
export const checkImageAndAccelerator: Check = async (patient) => {
  try {
    const image = await findImage(patient);
    await verifyVmImage(image, cacheFolder(patient.app.home));
    const { arch, debian, engine, version } = image.manifest;
    const found = ok('vm-image', `VM image ${version} (${arch}): debian ${debian}, docker ${engine}`);
    return [found, await checkAccelerator(patient, image)];
  } catch (thrown) {
    const { message, hint } = toWireError(thrown);
    return [problem('vm-image', 'the VM image cannot be used', message, hint ?? 'npm run image builds it.')];
  }
};

function findImage({ app }: Patient): Promise<VmImage> {
  return findVmImage({ arch: hostArch(), env: app.env, appRoot: resourcesFolder(), slipwayHome: app.home });
}

/** On a host with KVM this may boot a guest, once; the verdict is remembered, and the next start is the quicker for it. */
async function checkAccelerator({ app, machine }: Patient, { manifest, paths }: VmImage): Promise<Finding> {
  try {
    const { accelerator, notice } = await chooseAccelerator({
      wanted: machine?.config.accelerator ?? 'auto',
      arch: manifest.arch,
      image: { kernel: paths.kernel, initrd: paths.initrd, cmdline: manifest.cmdline },
      cacheFolder: cacheFolder(app.home),
    });
    if (notice === undefined) return ok('accelerator', `accelerator ${accelerator}`);
    return warning(
      'accelerator',
      `accelerator ${accelerator}: works, but slowly`,
      notice.text,
      remedy(notice.code),
    );
  } catch (thrown) {
    const { message, hint } = toWireError(thrown);
    const fix = hint ?? 'slipway config set accelerator=auto';
    return problem('accelerator', 'the accelerator cannot be used', message, fix);
  }
}

/** What a person can do where emulation has to stand in. */
function remedy(code: string): string {
  switch (code) {
    case 'E_KVM_NOT_PERMITTED':
      return 'sudo usermod --append --groups kvm "$USER", then log in again.';
    case 'E_KVM_ABSENT':
      return 'Switch virtualization on in the firmware (VT-x, AMD-V); in a VM, ask for nested virtualization.';
    default:
      return 'Often the host is a VM itself: ask for working nested virtualization, or use another host.';
  }
}
