import { Alert, Badge, createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

/** The accent colour, the teal of the icon. */
const teal: MantineColorsTuple = [
  '#e6f7f7',
  '#d2ebec',
  '#a7d7da',
  '#78c2c7',
  '#53b0b7',
  '#3aa5ad',
  '#1f8a93',
  '#0c6b75',
  '#075c65',
  '#004c54',
];

export const theme = createTheme({
  primaryColor: 'accent',
  // White text on shade 6 has too little contrast (WCAG 2.2, 1.4.3).
  primaryShade: 7,
  colors: { accent: teal },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Coloured text on a tint of its own colour has too little contrast (WCAG 2.2, 1.4.3).
    Badge: Badge.extend({
      // Mantine's tint hardly differs from a dark background.
      vars: (_theme, { variant, color = 'accent' }) => ({
        root:
          variant === 'light'
            ? {
                '--badge-bg': `light-dark(var(--mantine-color-${color}-light), color-mix(in srgb, var(--mantine-color-${color}-6) 36%, transparent))`,
              }
            : {},
      }),
      styles: (_theme, { variant }) =>
        variant === 'light' ? { label: { color: 'var(--mantine-color-text)' } } : {},
    }),
    Alert: Alert.extend({ styles: { title: { color: 'var(--mantine-color-text)' } } }),
  },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
});
