import { act, renderHook, waitFor } from '@testing-library/react';
import { MEMORY } from '../../src/outlook/ports.ts';
import { STRICT_POLICY } from '../../src/domain/policy.ts';
import { usePolicy } from '../../src/taskpane/use-policy.ts';
import { aPolicy } from '../support/builders.ts';
import { fakeOutlook } from '../support/fake-outlook.ts';
import { fakeApi } from './fake-api.ts';

const away = fakeApi({ isAway: true });

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
