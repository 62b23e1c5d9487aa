// Where the map puts networks and containers.

import { array, assert, integer, property } from 'fast-check';
import { expect, it } from 'vitest';
import type { NetworkRow } from '../../../../preload/contract/networks.ts';
import {
  fitInto,
  layOut,
  LEAST_SCALE,
  type MapLayout,
  type Place,
} from '../../../../renderer/features/networks/map-layout.ts';

function network(name: string, containers: string[]): NetworkRow {
  return {
    id: name,
    name,
    driver: 'bridge',
    scope: 'local',
    internal: false,
    createdMs: 0,
    subnets: [],
    gateways: [],
    builtIn: false,
    containers: containers.map((one) => ({ id: one, name: one, address: '10.0.0.2' })),
  };
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `c${index}`);
}

function overlap(one: Place, other: Place): boolean {
  const across = one.x < other.x + other.width && other.x < one.x + one.width;
  return across && one.y < other.y + other.height && other.y < one.y + one.height;
}

function anyOverlap(places: readonly Place[]): boolean {
  return places.some((one, index) => places.slice(index + 1).some((other) => overlap(one, other)));
}

function isInside(inner: Place, outer: Place): boolean {
  const right = inner.x + inner.width <= outer.x + outer.width;
  return (
    inner.x >= outer.x && inner.y >= outer.y && right && inner.y + inner.height <= outer.y + outer.height
  );
}

function isReadable({ bands }: MapLayout): boolean {
  const boxes = bands.flatMap((band) => band.boxes);
  const inside = bands.every((band) => band.boxes.every((box) => isInside(box, band)));
  return inside && !anyOverlap(bands) && !anyOverlap(boxes);
}

it('never draws one thing over another, whatever the networks and the width', () => {
  const anyNetworks = array(integer({ min: 0, max: 120 }), { maxLength: 8 });
  assert(
    property(anyNetworks, integer({ min: 100, max: 3000 }), (sizes, width) => {
      const networks = sizes.map((size, index) => network(`n${index}`, many(size)));
      expect(isReadable(layOut(networks, width))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('ties a container on three networks by two lines', () => {
  const networks = [network('a', ['web', 'db']), network('b', ['web']), network('c', ['web'])];
  const { links } = layOut(networks, 1000);
  expect(links.map(({ container }) => container)).toEqual(['web', 'web']);
});

it('shows forty containers at a size that can be read', () => {
  const networks = [network('front', many(30)), network('back', many(10)), network('none', [])];
  const { scale } = fitInto(networks, { width: 1024, height: 600 });
  expect(scale).toBeGreaterThan(0.8);
});

it('says how many containers it has no room for, and draws no others', () => {
  const [band] = layOut([network('crowd', many(1000))], 1000).bands;
  expect((band?.boxes.length ?? 0) + (band?.hidden ?? 0)).toBe(1000);
  expect(band?.hidden).toBeGreaterThan(0);
});

it('lets the picture scroll before its names become too small', () => {
  const networks = Array.from({ length: 60 }, (_, index) => network(`n${index}`, many(20)));
  expect(fitInto(networks, { width: 800, height: 400 }).scale).toBe(LEAST_SCALE);
});

it('has a picture for no networks at all', () => {
  expect(layOut([], 800)).toMatchObject({ width: 0, height: 0, bands: [], links: [] });
});
