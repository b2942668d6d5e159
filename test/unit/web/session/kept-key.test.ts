/** Where the key of a browser is kept: a browser is stood for by its two stores, which are maps. */
import { beforeEach, expect, it } from '@jest/globals';
import { forgetKey, keepKey, keptKey } from '../../../../web/src/session/kept-key.js';

class KeyStore {
  readonly items = new Map<string, string>();
  getItem = (name: string) => this.items.get(name) ?? null;
  setItem = (name: string, value: string) => void this.items.set(name, value);
  removeItem = (name: string) => void this.items.delete(name);
}
let tab: KeyStore;
let device: KeyStore;
beforeEach(() => {
  tab = new KeyStore();
  device = new KeyStore();
  Object.assign(globalThis, { sessionStorage: tab, localStorage: device });
  forgetKey();
});

it('is kept for the tab, and only there', () => {
  keepKey('one', 'tab');
  expect([keptKey(), [...tab.items.values()], device.items.size]).toEqual(['one', ['one'], 0]);
});
it('is kept for the device when that is asked', () => {
  keepKey('one', 'device');
  expect([keptKey(), tab.items.size, [...device.items.values()]]).toEqual(['one', 0, ['one']]);
});
it('another one takes its place in both', () => {
  keepKey('one', 'device');
  keepKey('two', 'tab');
  expect([keptKey(), device.items.size]).toEqual(['two', 0]);
});
it('nothing of it stays when it is forgotten', () => {
  keepKey('one', 'device');
  forgetKey();
  expect([keptKey(), device.items.size]).toEqual([null, 0]);
});
it('is remembered for the page in a browser that stores nothing', () => {
  const refuse = () => {
    throw new Error('not allowed');
  };
  Object.assign(globalThis, { sessionStorage: { getItem: refuse, setItem: refuse, removeItem: refuse } });
  keepKey('one', 'tab');
  expect(keptKey()).toBe('one');
  forgetKey();
  expect(keptKey()).toBeNull();
});
