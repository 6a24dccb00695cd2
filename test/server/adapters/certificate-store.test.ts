import { openDatabase } from '../../../src/server/adapters/database.ts';
import { certificateStoreContract } from './certificate-store-contract.ts';

describe('added certificates in SQLite', () => certificateStoreContract(() => openDatabase(':memory:')));
