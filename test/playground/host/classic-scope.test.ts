import { classicScope } from '../../../src/playground/host/classic-scope.ts';

const page = {
  ...Object.fromEntries(['Array', 'Math'].map((name) => [name, Reflect.get(globalThis, name)])),
  document: {},
};

describe('The scope of the bare runtime', () => {
  const scope = classicScope(page, { Office: { is: 'real' } });

  test('knows built-ins and what it is given', () => {
    expect(Reflect.get(scope, 'Math')).toBe(Math);
    expect(Reflect.get(scope, 'Office')).toEqual({ is: 'real' });
  });

  test('claims the page’s names and has nothing behind them', () => {
    expect(Reflect.has(scope, 'document')).toBe(true);
    expect(Reflect.get(scope, 'document')).toBeUndefined();
  });

  test('leaves names that nobody knows to the engine', () => {
    expect(Reflect.has(scope, 'noSuchName')).toBe(false);
  });

  test('is its own global object', () => {
    expect(Reflect.get(scope, 'globalThis')).toBe(scope);
    expect(Reflect.get(scope, 'self')).toBe(scope);
    Reflect.set(scope, 'mine', 1);
    expect(Reflect.get(scope, 'mine')).toBe(1);
    expect(page).not.toHaveProperty('mine');
  });
});
