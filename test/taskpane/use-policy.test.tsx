import { act, renderHook, waitFor } from '@testing-library/react';
import { MEMORY } from '../../src/outlook/ports.ts';
import { STRICT_POLICY } from '../../src/domain/policy.ts';
import { usePolicy } from '../../src/taskpane/use-policy.ts';
import { aPolicy } from '../support/builders.ts';
import { fakeItem, fakeOutlook } from '../support/fake-outlook.ts';
import { fakeApi } from './fake-api.ts';

const away = fakeApi({ isAway: true });
const MINUTE_MS = 60_000;
const NEW_POLICY = aPolicy({ tls: { personalData: 'block', minimumAssurance: 'verified-now' } });

describe('the policy', () => {
  it('of the service is used, and remembered for the next time', async () => {
    const outlook = fakeOutlook();
    const api = fakeApi();
    const { result } = renderHook(() => usePolicy(api, outlook));
    await waitFor(() => expect(result.current.source).toBe('service'));
    expect(result.current.policy).toEqual(aPolicy());
    expect(outlook.remembered(MEMORY.policy)).toBe(JSON.stringify(aPolicy()));
  });

  it('last seen is used while the service is away', async () => {
    const outlook = fakeOutlook({ memory: { [MEMORY.policy]: JSON.stringify(aPolicy()) } });
    const { result } = renderHook(() => usePolicy(away, outlook));
    await act(async () => Promise.resolve());
    expect(result.current).toMatchObject({ source: 'remembered', policy: aPolicy() });
  });

  it.each([
    ['nothing was ever seen', {}],
    ['what was remembered is broken', { [MEMORY.policy]: '{"organisation":' }],
    ['what was remembered is no policy', { [MEMORY.policy]: '{}' }],
  ])('is strict when %s', async (_what, memory) => {
    const outlook = fakeOutlook({ memory });
    const { result } = renderHook(() => usePolicy(away, outlook));
    await act(async () => Promise.resolve());
    expect(result.current).toMatchObject({ source: 'none', policy: STRICT_POLICY });
  });
});

describe('a pane that stays open', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** An open pane whose policy the organisation changes while it is open. */
  async function anOpenPane() {
    const outlook = fakeOutlook();
    const service = { policy: aPolicy(), isAway: false, asked: 0 };
    const api = {
      policy: async () => {
        service.asked++;
        await Promise.resolve();
        if (service.isAway) throw new Error('away');
        return structuredClone(service.policy);
      },
    };
    const { result, unmount } = renderHook(() => usePolicy(api, outlook));
    await act(() => jest.advanceTimersByTimeAsync(0));
    service.policy = NEW_POLICY;
    return { outlook, service, result, unmount };
  }
  const later = (minutes: number) => act(() => jest.advanceTimersByTimeAsync(minutes * MINUTE_MS));
  const look = () =>
    act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
      await jest.advanceTimersByTimeAsync(0);
    });
  const openOther = (outlook: ReturnType<typeof fakeOutlook>) =>
    act(async () => {
      outlook.showItem(fakeItem());
      await jest.advanceTimersByTimeAsync(0);
    });

  it('goes by the policy of now with another mail', async () => {
    const { outlook, result } = await anOpenPane();
    await later(5);
    await openOther(outlook);
    expect(result.current).toMatchObject({ policy: NEW_POLICY, source: 'service' });
    expect(outlook.remembered(MEMORY.policy)).toBe(JSON.stringify(NEW_POLICY));
  });

  it('goes by the policy of now when it is looked at again', async () => {
    const { result } = await anOpenPane();
    await later(5);
    await look();
    expect(result.current.policy).toEqual(NEW_POLICY);
  });

  it('goes by the policy of now after an hour in which nothing happened', async () => {
    const { result } = await anOpenPane();
    await later(59);
    expect(result.current.policy).toEqual(aPolicy());
    await later(1);
    expect(result.current.policy).toEqual(NEW_POLICY);
  });

  it('does not ask again within five minutes', async () => {
    const { outlook, service } = await anOpenPane();
    await later(4);
    await openOther(outlook);
    await look();
    expect(service.asked).toBe(1);
  });

  it('does not ask while it is hidden', async () => {
    const { service } = await anOpenPane();
    await later(5);
    const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    await look();
    visibility.mockRestore();
    expect(service.asked).toBe(1);
  });

  it('keeps the last policy while the service is away, says so, and asks at the next occasion', async () => {
    const { service, result } = await anOpenPane();
    service.isAway = true;
    await later(5);
    await look();
    expect(result.current).toMatchObject({ policy: aPolicy(), source: 'remembered' });
    service.isAway = false;
    await look();
    expect(result.current).toMatchObject({ policy: NEW_POLICY, source: 'service' });
  });

  it('judges nothing anew for a policy that is still the same', async () => {
    const { service, result } = await anOpenPane();
    service.policy = aPolicy();
    const before = result.current.policy;
    await later(60);
    expect(service.asked).toBe(2);
    expect(result.current.policy).toBe(before);
  });

  it('asks no more once it is closed', async () => {
    const { outlook, service, unmount } = await anOpenPane();
    unmount();
    await later(120);
    await openOther(outlook);
    await look();
    expect(service.asked).toBe(1);
  });
});
