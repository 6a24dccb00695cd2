import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { PlaygroundRecipient } from '../../../../src/playground/model/types.ts';
import { DIRECTORY, sampleRecipient } from '../../../../src/playground/ui/people.ts';
import { RecipientField } from '../../../../src/playground/ui/recipients/RecipientField.tsx';
import { LanguageProvider } from '../../../../src/playground/ui/text/language.ts';

function Line({ initial = [] }: { readonly initial?: readonly PlaygroundRecipient[] }): ReactElement {
  const [recipients, setRecipients] = useState(initial);
  return (
    <LanguageProvider value="da">
      <RecipientField line="to" recipients={recipients} directory={DIRECTORY} onChange={setRecipients} />
    </LanguageProvider>
  );
}

const box = (): HTMLElement => screen.getByRole('textbox', { name: 'Til' });
const chips = (): readonly string[] =>
  screen.queryAllByRole('listitem').map((chip) => chip.textContent.replace(/,.*$/, ''));
const removeButton = (name: string): HTMLElement => screen.getByRole('button', { name: `Fjern ${name}` });

describe('A recipient line', () => {
  test.each([
    ['Enter', '{Enter}'],
    ['a comma', ','],
    ['a semicolon', ';'],
    ['a space after a whole address', ' '],
    ['leaving the box', '{Tab}'],
  ])('makes a chip of a typed address at %s', async (_, key) => {
    const user = userEvent.setup();
    render(<Line />);
    await user.type(box(), `anna@a.example${key}`);
    expect(chips()).toEqual(['anna@a.example']);
    expect(box()).toHaveValue('');
  });

  test('lets a name keep its spaces until the entry ends', async () => {
    const user = userEvent.setup();
    render(<Line />);
    await user.type(box(), 'Anna Lund <anna@a.example>{Enter}');
    expect(chips()).toEqual(['Anna Lund']);
  });

  test('makes a chip of every entry of a pasted list', async () => {
    const user = userEvent.setup();
    render(<Line />);
    await user.click(box());
    await user.paste('Anna <a@a.example>; b@b.example\njens.friis@phv.example');
    expect(chips()).toEqual(['Anna', 'b@b.example', 'Jens Friis']);
  });

  test('leaves a pasted word in the box, to be typed on', async () => {
    const user = userEvent.setup();
    render(<Line />);
    await user.click(box());
    await user.paste('anna');
    expect(chips()).toEqual([]);
    expect(box()).toHaveValue('anna');
  });

  test('marks text that is no address, in words too', async () => {
    const user = userEvent.setup();
    render(<Line />);
    await user.type(box(), 'rektor{Enter}');
    expect(screen.getByTestId('unresolved-recipient')).toHaveTextContent('rektor, ikke en adresse');
  });

  test('says what a list is', () => {
    render(<Line initial={[sampleRecipient('distribution-list'), sampleRecipient('contact-list')]} />);
    const [first, second] = screen.getAllByRole('listitem');
    expect(first).toHaveTextContent('distributionsliste');
    expect(second).toHaveTextContent('kontaktliste');
    expect(screen.getByRole('list', { name: 'Til, 2 modtagere' })).toBeInTheDocument();
  });
});

describe('Removing a recipient', () => {
  const three = ['a@a.example', 'b@b.example', 'c@c.example'].map((address) => ({
    address,
    name: '',
    type: 'externalUser' as const,
    isResolved: true,
  }));

  test('by its x', async () => {
    const user = userEvent.setup();
    render(<Line initial={three} />);
    await user.click(removeButton('b@b.example'));
    expect(chips()).toEqual(['a@a.example', 'c@c.example']);
  });

  test('by Backspace in the empty box, first to the chip, then away', async () => {
    const user = userEvent.setup();
    render(<Line initial={three} />);
    await user.click(box());
    await user.keyboard('{Backspace}');
    expect(chips()).toHaveLength(3);
    expect(removeButton('c@c.example')).toHaveFocus();
    await user.keyboard('{Backspace}');
    expect(chips()).toEqual(['a@a.example', 'b@b.example']);
    expect(removeButton('b@b.example')).toHaveFocus();
  });

  test('by Delete, and the focus goes to the next', async () => {
    const user = userEvent.setup();
    render(<Line initial={three} />);
    await user.click(box());
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{Delete}');
    expect(chips()).toEqual(['b@b.example', 'c@c.example']);
    expect(removeButton('b@b.example')).toHaveFocus();
  });

  test('gives the focus back to the box after the last', async () => {
    const user = userEvent.setup();
    render(<Line initial={three.slice(0, 1)} />);
    await user.click(box());
    await user.keyboard('{Backspace}{Backspace}');
    expect(chips()).toEqual([]);
    expect(box()).toHaveFocus();
  });

  test('needs one Tab to reach the chips, whatever their number', async () => {
    const user = userEvent.setup();
    render(<Line initial={three} />);
    await user.tab();
    expect(removeButton('c@c.example')).toHaveFocus();
    await user.tab();
    expect(box()).toHaveFocus();
  });

  test('to correct it: a double click brings the text back', async () => {
    const user = userEvent.setup();
    render(<Line initial={[{ address: '', name: 'rektor', type: 'other', isResolved: false }]} />);
    await user.dblClick(within(screen.getByRole('list')).getByText('rektor'));
    expect(chips()).toEqual([]);
    expect(box()).toHaveValue('rektor');
  });
});
