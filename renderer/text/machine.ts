// Words of the machine's page.

export const machineText = {
  stages: 'Stages of the start',
  stage: {
    image: 'VM image',
    accelerator: 'Accelerator',
    certificates: 'Certificates',
    boot: 'Boot',
    engine: 'Engine',
    ports: 'Ports',
  },
  status: {
    poweroff: 'Off',
    running: 'Running',
    paused: 'Paused',
    aborted: 'Aborted',
    starting: 'Starting',
    stopping: 'Stopping',
    broken: 'Broken',
  },
  seconds: (ms: number) => `${(ms / 1000).toFixed(1)} s`,
  underWay: 'under way',
  done: 'done',
  failed: 'failed',
  startFailed: 'The machine did not start',
  tryAgain: 'Try again',
  start: 'Start',
  stop: 'Stop',
  restart: 'Restart',
  welcome: 'A Docker engine in one click',
  welcomeWhy:
    'Slipway boots a small Linux VM on this computer, makes the TLS certificates, and shows you what your shell needs to use it.',
  none: 'Not made yet',
} as const;
