// Kinds of tests: unit boots nothing; integration boots the real VM; image and arm64 build and boot the VM image.

import { defineConfig } from 'vitest/config';

const minutes = (count: number) => count * 60_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 10_000,
          // A process for each of a hundred and thirty files would take three times as long as the tests themselves.
          isolate: false,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/harness/shared-machine.ts'],
          testTimeout: minutes(3),
          hookTimeout: minutes(6),
          // VMs share two cores: one file at a time.
          fileParallelism: false,
          // Where the shared VM is lost, every test behind it would wait for its own time limit.
          bail: 10,
        },
      },
      {
        test: {
          name: 'window',
          include: ['test/e2e/window/**/*.test.ts'],
          globalSetup: ['test/e2e/display.ts', 'test/harness/shared-machine.ts'],
          testTimeout: minutes(2),
          hookTimeout: minutes(3),
          fileParallelism: false,
          bail: 10,
        },
      },
      {
        test: {
          name: 'desktop',
          include: ['test/e2e/desktop/**/*.test.ts'],
          globalSetup: ['test/e2e/display.ts', 'test/e2e/desktop/package-and-machine.ts'],
          testTimeout: minutes(1),
          hookTimeout: minutes(3),
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'image',
          include: ['test/image/**/*.test.ts'],
          testTimeout: minutes(15),
          hookTimeout: minutes(15),
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'arm64',
          include: ['test/arm64/**/*.test.ts'],
          testTimeout: minutes(30),
          hookTimeout: minutes(30),
        },
      },
    ],
  },
});
