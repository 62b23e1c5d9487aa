// A long command line shown whole: broken between its words, never within an option.

import { Code } from '@mantine/core';
import { Fragment } from 'react';
import classes from './wrapped-line.module.css';

export function WrappedLine({ line }: { line: string }) {
  return (
    <Code block className={classes['line'] ?? ''} tabIndex={0}>
      {line.split(' ').map((word, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- words have no other identity
        <Fragment key={index}>
          {index > 0 && ' '}
          <span className={classes['word']}>{word}</span>
        </Fragment>
      ))}
    </Code>
  );
}
