import { KeyKeeper, type TextStore } from '../../../../web/src/session/key-keeper.js';

class MapStore implements TextStore {
  readonly items = new Map<string, string>();
  getItem = (name: string) => this.items.get(name) ?? null;
  setItem = (name: string, text: string) => void this.items.set(name, text);
  removeItem = (name: string) => void this.items.delete(name);
  get all(): string[] {
    return [...this.items.values()];
  }
}
function newKeeper() {
  const tab = new MapStore();
  const device = new MapStore();
  return { keeper: new KeyKeeper({ tab: () => tab, device: () => device }), tab, device };
}

it('a key is kept for the tab, and only there', () => {
  const { keeper, tab, device } = newKeeper();
  keeper.keep('one', 'tab');
  expect([keeper.get(), tab.all, device.all]).toEqual(['one', ['one'], []]);
});
it('a key is kept for the device where that is asked', () => {
  const { keeper, tab, device } = newKeeper();
  keeper.keep('one', 'device');
  expect([keeper.get(), tab.all, device.all]).toEqual(['one', [], ['one']]);
});
it('another key takes its place wherever it was', () => {
  const { keeper, tab, device } = newKeeper();
  keeper.keep('one', 'device');
  keeper.keep('two', 'tab');
  expect([keeper.get(), tab.all, device.all]).toEqual(['two', ['two'], []]);
});
it('nothing of a key stays when it is forgotten', () => {
  const { keeper, tab, device } = newKeeper();
  keeper.keep('one', 'device');
  keeper.forget();
  expect([keeper.get(), tab.all, device.all]).toEqual([null, [], []]);
});
it('a browser that stores nothing keeps it for the page', () => {
  const refuse = (): TextStore => {
    throw new Error('Storage is not allowed');
  };
  const keeper = new KeyKeeper({ tab: refuse, device: refuse });
  keeper.keep('one', 'tab');
  expect(keeper.get()).toBe('one');
  keeper.forget();
  expect(keeper.get()).toBeNull();
});
