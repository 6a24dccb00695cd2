import { sampleFile } from '../../../src/playground/sample-files.ts';

/** What stands in the mails and files of the sample scenes and must not be seen on its way anywhere (C1). */
export const SECRETS: readonly string[] = [
  ...['251248', '9996', 'Nancy', 'Berggren', '010180', 'Stolene', 'depression', 'sygemeldt'],
  ...['Optagelse pr', 'optaget pr', 'Møde om praktik'],
  ...(['studerende.csv', 'optagelse.docx', 'praktiksteder.csv', 'journal.zip'] as const).flatMap((name) => [
    name,
    middleOf(Buffer.from(sampleFile(name)).toString('base64')),
    middleOf(Buffer.from(sampleFile(name)).toString('latin1')),
  ]),
];

/** A piece that no other file has. */
function middleOf(text: string): string {
  return text.slice(text.length / 2 - 10, text.length / 2 + 10);
}

/** The first secret in this text, or in its parts that are percent-encoded or escaped. */
export function secretIn(text: string): string | undefined {
  const forms = [
    text,
    decoded(text),
    text.replace(/\\u([0-9a-f]{4})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  ];
  return SECRETS.find((secret) => forms.some((form) => form.includes(secret)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
