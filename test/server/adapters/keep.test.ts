import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import { keepContract } from './keep-contract.ts';

keepContract('nothing but memory', async () => ({ keep: createMemoryKeep(), close: async () => undefined }));
