import { DIRECTORY } from '../../../../src/playground/ui/people.ts';
import { parseRecipients } from '../../../../src/playground/ui/recipients/parse-recipients.ts';
import {
  resolveRecipient,
  shownName,
  withRecipients,
} from '../../../../src/playground/ui/recipients/resolve-recipients.ts';
import type { PlaygroundRecipient } from '../../../../src/playground/model/types.ts';

const resolve = (text: string): readonly PlaygroundRecipient[] =>
  parseRecipients(text).map((entry) => resolveRecipient(entry, DIRECTORY));

describe('Checking names', () => {
  test('gives a colleague the name of the directory', () => {
    expect(resolve('JENS.FRIIS@phv.example')).toEqual([
      { address: 'jens.friis@phv.example', name: 'Jens Friis', type: 'user', isResolved: true },
    ]);
  });

  test('keeps the name that was pasted', () => {
    expect(resolve('Jens <jens.friis@phv.example>')[0]?.name).toBe('Jens');
  });

  test.each([
    ['ny@phv.example', 'user'],
    ['ny@stud.phv.example', 'user'],
    ['ny@notphv.example', 'externalUser'],
  ])('takes the stranger %s for %s', (address, type) => {
    expect(resolve(address)[0]).toMatchObject({ type, isResolved: true });
  });

  test('finds a distribution list by its name', () => {
    expect(resolve('alle ansatte')[0]).toMatchObject({
      address: 'alle-ansatte@phv.example',
      type: 'distributionList',
      isResolved: true,
    });
  });

  test('finds a contact list, which has no address', () => {
    expect(resolve('Bestyrelsen (kontaktliste)')[0]).toMatchObject({ address: '', isResolved: true });
  });

  test('leaves a name that two people have unresolved', () => {
    expect(resolve('Anna Skov')[0]).toMatchObject({ name: 'Anna Skov', isResolved: false });
  });

  test('leaves unknown text unresolved', () => {
    expect(resolve('rektor')).toEqual([{ address: '', name: 'rektor', type: 'other', isResolved: false }]);
  });
});

describe('Adding to a line', () => {
  test('does not add the same address twice, in whatever case', () => {
    const line = resolve('a@a.example');
    expect(withRecipients(line, resolve('A@A.example; b@b.example')).map(shownName)).toEqual([
      'a@a.example',
      'b@b.example',
    ]);
  });

  test('tells two texts without address apart by their text', () => {
    expect(withRecipients(resolve('rektor'), resolve('Rektor; dekan')).map(shownName)).toEqual([
      'rektor',
      'dekan',
    ]);
  });
});
