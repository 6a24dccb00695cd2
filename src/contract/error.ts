import Type from 'typebox';
import type { Static } from 'typebox';

/** Every refusal of the service: a dotted code, a sentence that names the fix, and the field at fault if there is one. */
export const ErrorReply = Type.Object({
  code: Type.String({ examples: ['request.invalid'] }),
  message: Type.String(),
  field: Type.Optional(Type.String({ examples: ['/recipients/0/address'] })),
});
export type ErrorReply = Static<typeof ErrorReply>;
