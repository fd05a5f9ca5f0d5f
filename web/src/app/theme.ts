import {
  colorsTuple,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorSchemeManager,
  type VariantColorsResolver,
} from '@mantine/core';

// The values behind these names are CSS variables in theme.css, so that light and dark need no JavaScript.
const inks = ['ink', 'marketing', 'sales', 'ok', 'warn', 'bad'];

const variantColorResolver: VariantColorsResolver = ({ color, variant }) => {
  const name = color !== undefined && inks.includes(color) ? color : 'ink';
  const clear = {
    background: 'transparent',
    border: '1px solid transparent',
    color: `var(--${name})`,
    hover: `var(--${name}-tint)`,
  };
  switch (variant) {
    case 'filled':
      return {
        background: `var(--${name})`,
        hover: `var(--${name}-strong)`,
        color: 'var(--panel)',
        border: '1px solid transparent',
      };
    case 'light':
      return { ...clear, background: `var(--${name}-tint)` };
    case 'default':
    case 'outline':
      return { ...clear, background: 'var(--panel)', border: '1px solid var(--field-line)' };
    default:
      return clear;
  }
};

// Scroll locking would write a <style> element, which the content security policy refuses.
// A dialog's own header is not the page's banner.
const layer = {
  attributes: { header: { role: 'presentation' } },
  lockScroll: false,
  transitionProps: { duration: 120 },
  overlayProps: { backgroundOpacity: 0.35 },
};

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  colors: Object.fromEntries(inks.map((ink) => [ink, colorsTuple('#211f1c')])),
  primaryColor: 'ink',
  defaultRadius: 8,
  respectReducedMotion: true,
  variantColorResolver,
  // By name, not by import: what no screen uses is not loaded.
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { iconColor: 'var(--panel)' } },
    Drawer: { defaultProps: layer },
    Modal: { defaultProps: { ...layer, centered: true, radius: 12 } },
    Popover: { defaultProps: { shadow: 'none', radius: 10 } },
    SegmentedControl: { defaultProps: { withItemsBorders: false, size: 'sm' } },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true }, multiline: true, openDelay: 150 } },
  },
});

/** Light, dark or as the system has it; the same key is read before the first paint by colour-scheme.js. */
export const colorSchemeManager: MantineColorSchemeManager = localStorageColorSchemeManager({ key: 'samspil.colourScheme' });
