import type { AddressProblem } from '../../domain/address.ts';
import { AppError } from '../app-error.ts';

interface Refusal {
  readonly code: string;
  readonly message: string;
}

const UNREADABLE: Refusal = {
  code: 'address.invalid',
  message: 'The address cannot be read. Write one address, such as anna@example.com.',
};

/** Problems that deserve a sentence of their own: such an address may look right. */
const TELLING: Readonly<Record<string, Refusal>> = {
  'mixed-scripts': {
    code: 'address.mixed-scripts',
    message: 'The domain mixes letters of several alphabets. Type it anew, instead of copying it.',
  },
  'ip-address': {
    code: 'address.ip-address',
    message: 'A number stands in place of the domain. Write a domain, such as example.com.',
  },
};

/** The error for an address that cannot be looked up: `address.invalid`, or a code that says more. */
export function refusedAddress(problem: AddressProblem): AppError {
  const { code, message } = TELLING[problem] ?? UNREADABLE;
  return new AppError(code, message, { field: '/address' });
}
