// Colours and defaults of every component; contrasts hold in light and in dark (checked by axe in the tests).

import {
  ActionIcon,
  Code,
  createTheme,
  Loader,
  Menu,
  Tooltip,
  type CSSVariablesResolver,
} from '@mantine/core';
import actionClasses from './action-icon.module.css';

const CODE_GROUND = 'light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-8))';

export const theme = createTheme({
  primaryColor: 'indigo',
  // Shade 6, the default, is too pale for white text.
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  cursorType: 'pointer',
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace',
  components: {
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      classNames: { root: actionClasses['action'] ?? '' },
    }),
    // Of the kit's own ground nothing is seen on a card in the dark.
    Code: Code.extend({ defaultProps: { color: CODE_GROUND } }),
    // A placeholder for the first focus is no item of a menu; without it the menu itself is focused.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    // Its label is told only by an element that has a role.
    Loader: Loader.extend({ defaultProps: { role: 'status' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withinPortal: true } }),
  },
});

/** Dimmed text, placeholders, errors and links of the kit's own miss a contrast of 4.5 on our grounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': '#6c757d',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-9)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': '#999999',
    '--mantine-color-error': 'var(--mantine-color-red-5)',
  },
});
