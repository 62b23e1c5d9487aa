// The window's first lines: connects, then draws.

import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './styles/base.css';
import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './client/api.ts';
import { styleNonce } from './client/nonce.ts';
import { keptColourScheme } from './client/preferences.ts';
import { cssVariables, theme } from './styles/theme.ts';
import { words } from './text/words.ts';

void connect();

const colourScheme = keptColourScheme();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place to draw in');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colourScheme}
      getStyleNonce={styleNonce}
      cssVariablesResolver={cssVariables}
    >
      <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': words.close } }}>
        <App />
      </ModalsProvider>
    </MantineProvider>
  </StrictMode>,
);
