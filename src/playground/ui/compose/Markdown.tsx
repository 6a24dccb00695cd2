import { Link } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { AddinWords } from './AddinWords.tsx';
import { parseMarkdown } from './markdown.ts';
import type { Inline } from './markdown.ts';

export function Markdown({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {parseMarkdown(text).map((block, index) => {
        if (block.kind === 'paragraph')
          return (
            <p key={index}>
              <Inlines content={block.content} />
            </p>
          );
        const List = block.isOrdered ? 'ol' : 'ul';
        return (
          <List key={index}>
            {block.items.map((item, position) => (
              <li key={position}>
                <Inlines content={item} />
              </li>
            ))}
          </List>
        );
      })}
    </>
  );
}

function Inlines({ content }: { readonly content: readonly Inline[] }): ReactElement {
  return (
    <>
      {content.map((piece, index) => {
        if (piece.kind === 'bold')
          return (
            <strong key={index}>
              <AddinWords text={piece.text} />
            </strong>
          );
        if (piece.kind === 'italic')
          return (
            <em key={index}>
              <AddinWords text={piece.text} />
            </em>
          );
        if (piece.kind !== 'link') return <AddinWords key={index} text={piece.text} />;
        return (
          <Link key={index} href={piece.href} target="_blank" rel="noreferrer" inline>
            {piece.text}
          </Link>
        );
      })}
    </>
  );
}
